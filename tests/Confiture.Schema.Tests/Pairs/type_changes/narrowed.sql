-- Types get narrower, which the rows allow.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 'abc', 1.5, 'xyz', 100);
-- before
CREATE TABLE t (id bigint PRIMARY KEY, a text, b numeric(10,4), c varchar(100), d bigint);
-- after
CREATE TABLE t (id int PRIMARY KEY, a varchar(3), b numeric(4,2), c varchar(5), d smallint);
