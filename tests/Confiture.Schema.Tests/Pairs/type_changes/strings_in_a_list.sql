-- A column of strings gets shorter and longer while checks, indexes and statistics compare it with a list.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 'a', 'b');
-- before
CREATE TABLE t (id int, v varchar(20), w varchar(10), CONSTRAINT v_known CHECK (v IN ('a', 'b')), CONSTRAINT w_known CHECK (w NOT IN ('a', 'z')));
CREATE INDEX t_v ON t (id) WHERE v IN ('a', 'b');
CREATE STATISTICS t_s ON id, (w IN ('a', 'b')) FROM t;
CREATE TABLE below () INHERITS (t);
-- after
CREATE TABLE t (id int, v varchar(10), w varchar(20), CONSTRAINT v_known CHECK (v IN ('a', 'b')), CONSTRAINT w_known CHECK (w NOT IN ('a', 'z')));
CREATE INDEX t_v ON t (id) WHERE v IN ('a', 'b');
CREATE STATISTICS t_s ON id, (w IN ('a', 'b')) FROM t;
CREATE TABLE below () INHERITS (t);
