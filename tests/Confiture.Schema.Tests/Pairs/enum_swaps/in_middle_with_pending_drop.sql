-- A value comes into the middle while another is removed from the end.
-- confiture-data
-- rows
INSERT INTO t VALUES ('a', '{c}');
-- before
CREATE TYPE s AS ENUM ('a', 'c', 'd');
CREATE TABLE t (v s, w s[]);
CREATE STATISTICS t_s ON v, w FROM t;
-- after
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE TABLE t (v s, w s[]);
CREATE STATISTICS t_s ON v, w FROM t;
