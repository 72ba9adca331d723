-- What the servers' load taught.
ALTER TABLE sales.cart SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE crm.customer_session SET UNLOGGED;
ALTER TABLE admin.audit_entry ALTER before SET STORAGE EXTERNAL, ALTER after SET STORAGE EXTERNAL, ALTER after SET COMPRESSION pglz;
ALTER TABLE catalog.product ALTER attributes SET STATISTICS 500;
ALTER TABLE sales.order_item CLUSTER ON order_item_pkey;
CREATE STATISTICS sales.item_price (dependencies, mcv) ON variant_id, unit_price FROM sales.order_item;
ALTER STATISTICS sales.order_state_channel SET STATISTICS 1000;
ALTER TABLE shipping.shipment_event SET (toast_tuple_target = 512, parallel_workers = 4);
ALTER FUNCTION catalog.category_path(integer) COST 500 PARALLEL SAFE;
