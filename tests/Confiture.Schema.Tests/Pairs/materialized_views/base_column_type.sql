-- The type of a column under a materialized view with indexes changes.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 1), (2, 1);
REFRESH MATERIALIZED VIEW mv;
-- before
CREATE TABLE t (a int PRIMARY KEY, b int);
CREATE MATERIALIZED VIEW mv AS SELECT b, count(*) AS n FROM t GROUP BY b;
CREATE UNIQUE INDEX mv_b ON mv (b);
CREATE INDEX mv_n ON mv (n) INCLUDE (b);
-- after
CREATE TABLE t (a int PRIMARY KEY, b bigint);
CREATE MATERIALIZED VIEW mv AS SELECT b, count(*) AS n FROM t GROUP BY b;
CREATE UNIQUE INDEX mv_b ON mv (b);
CREATE INDEX mv_n ON mv (n) INCLUDE (b);
