-- The lowest of five views on each other changes a column's type.
-- both
CREATE TABLE t (a int, b int);
-- before
CREATE VIEW v1 AS SELECT a, b FROM t;
CREATE VIEW v2 AS SELECT a FROM v1;
CREATE VIEW v3 AS SELECT v2.a, v1.b FROM v2 JOIN v1 USING (a);
CREATE MATERIALIZED VIEW v4 AS SELECT * FROM v3;
CREATE UNIQUE INDEX v4_a ON v4 (a);
CREATE VIEW v5 AS SELECT count(*) AS n FROM v4, v2;
GRANT SELECT ON v1, v3, v5 TO app_reader;
-- after
CREATE VIEW v1 AS SELECT a, b::numeric AS b FROM t;
CREATE VIEW v2 AS SELECT a FROM v1;
CREATE VIEW v3 AS SELECT v2.a, v1.b FROM v2 JOIN v1 USING (a);
CREATE MATERIALIZED VIEW v4 AS SELECT * FROM v3;
CREATE UNIQUE INDEX v4_a ON v4 (a);
CREATE VIEW v5 AS SELECT count(*) AS n FROM v4, v2;
GRANT SELECT ON v1, v3, v5 TO app_reader;
