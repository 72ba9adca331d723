-- Edits are many and seldom read.
ALTER TABLE editing.edit_data ALTER data SET STORAGE EXTERNAL, ALTER data SET COMPRESSION pglz;
ALTER TABLE editing.edit SET (fillfactor = 90, autovacuum_vacuum_insert_scale_factor = 0.1);
CREATE INDEX edit_opened_order_idx ON editing.edit (opened_at);
ALTER TABLE editing.edit CLUSTER ON edit_opened_order_idx;
ALTER TABLE counts.note SET UNLOGGED;
ALTER INDEX editing.edit_data_idx SET (gin_pending_list_limit = 4096, fastupdate = on);
ALTER TABLE track ALTER number SET STATISTICS 10, ALTER credit_id SET (n_distinct = -0.1);
CREATE STATISTICS editing.edit_kinds (mcv) ON kind, state, automatic FROM editing.edit;
