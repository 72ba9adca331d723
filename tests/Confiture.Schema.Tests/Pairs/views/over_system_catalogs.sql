-- Views over catalogs and settings change.
-- before
CREATE VIEW big AS SELECT relname, reltuples FROM pg_class WHERE relkind = 'r';
-- after
CREATE VIEW big AS SELECT c.oid::regclass AS rel, c.reltuples, current_setting('work_mem') AS wm FROM pg_catalog.pg_class c WHERE c.relkind = ANY (ARRAY['r', 'p']::"char"[]);
