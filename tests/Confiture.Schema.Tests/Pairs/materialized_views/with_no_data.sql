-- A materialized view is filled on one side and empty on the other.
-- both
CREATE TABLE t (a int);
-- before
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;
-- after
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t WITH NO DATA;
