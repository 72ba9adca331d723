-- A stored generated column with an index is added.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 2, 3);
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int GENERATED ALWAYS AS (a + b) STORED);
CREATE INDEX t_c ON t (c);
