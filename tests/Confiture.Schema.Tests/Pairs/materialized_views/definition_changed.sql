-- The query of a materialized view changes while its indexes, grants, comments and a view on it stay.
-- both
CREATE TABLE t (a int, b text, c date);
-- before
CREATE MATERIALIZED VIEW mv AS SELECT a, b FROM t;
CREATE UNIQUE INDEX mv_a ON mv (a);
CREATE INDEX mv_b ON mv USING hash (b);
GRANT SELECT ON mv TO app_reader;
COMMENT ON MATERIALIZED VIEW mv IS 'cached';
ALTER MATERIALIZED VIEW mv OWNER TO alice;
CREATE VIEW v AS SELECT a FROM mv;
-- after
CREATE MATERIALIZED VIEW mv AS SELECT a, b FROM t WHERE c > '2000-01-01';
CREATE UNIQUE INDEX mv_a ON mv (a);
CREATE INDEX mv_b ON mv USING hash (b);
GRANT SELECT ON mv TO app_reader;
COMMENT ON MATERIALIZED VIEW mv IS 'cached';
ALTER MATERIALIZED VIEW mv OWNER TO alice;
CREATE VIEW v AS SELECT a FROM mv;
