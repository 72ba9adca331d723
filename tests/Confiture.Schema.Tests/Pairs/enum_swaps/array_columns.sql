-- A value is removed from an enum that array columns with defaults and a GIN index use.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, '{a}', NULL), (2, '{b,a}', '{}');
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id int, vs s[] NOT NULL DEFAULT '{a,b}', ws s[]);
CREATE INDEX t_vs ON t USING gin (vs);
-- after
CREATE TYPE s AS ENUM ('a', 'b');
CREATE TABLE t (id int, vs s[] NOT NULL DEFAULT '{a,b}', ws s[]);
CREATE INDEX t_vs ON t USING gin (vs);
