-- A materialized view with indexes, statistics, options and grants appears.
-- both
CREATE TABLE t (a int, b text, c date);
-- before
-- after
CREATE MATERIALIZED VIEW mv WITH (fillfactor = 80) AS SELECT a, b, count(*) AS n FROM t GROUP BY a, b;
CREATE UNIQUE INDEX mv_key ON mv (a, b);
CREATE INDEX mv_n ON mv (n DESC) WHERE n > 10;
CREATE STATISTICS mv_st ON a, b FROM mv;
GRANT SELECT ON mv TO app_reader;
COMMENT ON COLUMN mv.n IS 'how many';
