-- Indexes that nothing uses go, others get better definitions.
DROP INDEX crm.customer_metadata_idx;
DROP INDEX sales.sales_order_placed_idx;
CREATE INDEX sales_order_placed_idx ON sales.sales_order (placed_at DESC, id) INCLUDE (customer_id, state, total);
DROP INDEX crm.customer_name_idx;
CREATE INDEX customer_name_idx ON crm.customer (lower(last_name) text_pattern_ops, lower(first_name) text_pattern_ops) WHERE NOT blocked;
CREATE INDEX product_slug_trgm_idx ON catalog.product USING gist ((slug::text) gist_trgm_ops (siglen = 24));
CREATE INDEX customer_session_expires_idx ON crm.customer_session (expires_at) WITH (fillfactor = 60);
CREATE INDEX order_item_sku_idx ON sales.order_item USING hash (sku);
ALTER INDEX catalog.product_active_idx SET (fillfactor = 80);
