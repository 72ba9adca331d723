-- The fill factor of a table, an index and a materialized view change together.
-- before
CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY WITH (fillfactor = 70), v text) WITH (fillfactor = 80);
CREATE INDEX t_v ON t (v) WITH (fillfactor = 50, deduplicate_items = off);
CREATE MATERIALIZED VIEW mv WITH (fillfactor = 75) AS SELECT v FROM t;
-- after
CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY WITH (fillfactor = 95), v text) WITH (fillfactor = 100);
CREATE INDEX t_v ON t (v) WITH (deduplicate_items = on);
CREATE MATERIALIZED VIEW mv WITH (autovacuum_enabled = off) AS SELECT v FROM t;
