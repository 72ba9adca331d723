-- Storage, statistics and compression of a materialized view's columns change.
-- both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW mv AS SELECT a, b FROM t;
-- before
ALTER MATERIALIZED VIEW mv ALTER b SET STORAGE EXTERNAL;
-- after
ALTER MATERIALIZED VIEW mv ALTER a SET STATISTICS 20, ALTER b SET COMPRESSION pglz, ALTER b SET (n_distinct = 9);
