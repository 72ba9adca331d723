-- A column goes that a materialized view with two indexes and a comment reads.
-- before
CREATE TABLE t (id int, k text, dead int);
CREATE MATERIALIZED VIEW mv AS SELECT id, k, dead FROM t;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE INDEX mv_k ON mv (k);
COMMENT ON MATERIALIZED VIEW mv IS 'slow';
COMMENT ON INDEX mv_k IS 'for k';
-- after
CREATE TABLE t (id int, k text);
CREATE MATERIALIZED VIEW mv AS SELECT id, k FROM t;
CREATE UNIQUE INDEX mv_id ON mv (id);
CREATE INDEX mv_k ON mv (k);
COMMENT ON MATERIALIZED VIEW mv IS 'slow';
COMMENT ON INDEX mv_k IS 'for k';
