-- The values of an enum change their order under an index and a primary key.
-- confiture-data
-- rows
INSERT INTO t VALUES ('low', 'high'), ('high', 'low');
-- before
CREATE TYPE s AS ENUM ('low', 'mid', 'high');
CREATE TABLE t (v s PRIMARY KEY, w s);
CREATE INDEX t_w ON t (w DESC);
-- after
CREATE TYPE s AS ENUM ('high', 'mid', 'low');
CREATE TABLE t (v s PRIMARY KEY, w s);
CREATE INDEX t_w ON t (w DESC);
