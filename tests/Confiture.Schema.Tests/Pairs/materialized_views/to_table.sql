-- A materialized view becomes a table with the same indexes.
-- both
CREATE TABLE t (a int, b text);
-- before
CREATE MATERIALIZED VIEW s AS SELECT a, b FROM t;
CREATE UNIQUE INDEX s_a ON s (a);
-- after
CREATE TABLE s (a int, b text);
CREATE UNIQUE INDEX s_a ON s (a);
