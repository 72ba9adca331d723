-- Only the indexes of a materialized view change.
-- both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW mv AS SELECT a, b FROM t;
-- before
CREATE INDEX mv_i ON mv (a);
-- after
CREATE UNIQUE INDEX mv_i ON mv (a, b);
CREATE INDEX mv_l ON mv (lower(b));
ALTER MATERIALIZED VIEW mv CLUSTER ON mv_i;
