-- The storage parameters of the hidden table of a materialized view change.
-- both
CREATE TABLE t (a text);
-- before
CREATE MATERIALIZED VIEW m WITH (toast.autovacuum_enabled = false) AS SELECT a FROM t;
-- after
CREATE MATERIALIZED VIEW m WITH (fillfactor = 70, toast.autovacuum_vacuum_threshold = 100) AS SELECT a FROM t;
