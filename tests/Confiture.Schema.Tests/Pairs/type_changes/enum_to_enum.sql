-- A column changes from one enum to another with the same values.
-- confiture-data
-- both
CREATE TYPE a AS ENUM ('x', 'y');
CREATE TYPE b AS ENUM ('y', 'x', 'z');
-- rows
INSERT INTO t VALUES (1, 'y'), (2, 'x');
-- before
CREATE TABLE t (id int PRIMARY KEY, v a NOT NULL DEFAULT 'x');
CREATE INDEX t_v ON t (v) WHERE v = 'x';
-- after
CREATE TABLE t (id int PRIMARY KEY, v b NOT NULL DEFAULT 'x');
CREATE INDEX t_v ON t (v) WHERE v = 'x';
