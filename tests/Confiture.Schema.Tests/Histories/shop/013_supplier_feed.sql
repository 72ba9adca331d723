-- Suppliers offer their lists in a database of their own.
CREATE EXTENSION postgres_fdw;
CREATE SERVER supplier_feed FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'feed');
CREATE USER MAPPING FOR app_writer SERVER supplier_feed OPTIONS (user 'shop');
CREATE FOREIGN TABLE stock.feed_item (supplier text NOT NULL, sku varchar(64) NOT NULL, cost numeric(14,2), on_hand integer OPTIONS (column_name 'qty')) SERVER supplier_feed OPTIONS (schema_name 'export', table_name 'items');
CREATE VIEW stock.feed_difference AS SELECT f.sku, f.cost, sp.cost AS known_cost FROM stock.feed_item f JOIN stock.supplier_product sp ON sp.supplier_sku = f.sku WHERE f.cost IS DISTINCT FROM sp.cost;
GRANT USAGE ON FOREIGN SERVER supplier_feed TO app_writer;
GRANT SELECT ON stock.feed_item, stock.feed_difference TO app_writer;
