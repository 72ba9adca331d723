-- A value is removed from an enum that a column with a default uses.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 'a'), (2, 'c');
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id int PRIMARY KEY, v s NOT NULL DEFAULT 'a');
-- after
CREATE TYPE s AS ENUM ('a', 'c');
CREATE TABLE t (id int PRIMARY KEY, v s NOT NULL DEFAULT 'a');
