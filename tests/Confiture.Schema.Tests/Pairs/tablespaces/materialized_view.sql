-- A materialized view and its index move, and its query stays.
-- both
CREATE TABLE t (a int);
-- before
CREATE MATERIALIZED VIEW mv TABLESPACE slow AS SELECT a FROM t;
CREATE INDEX mv_a ON mv (a) TABLESPACE slow;
-- after
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;
CREATE INDEX mv_a ON mv (a) TABLESPACE fast;
