-- A marketplace has article numbers of up to 64 characters.
DROP VIEW catalog.product_without_seo;
DROP VIEW admin.dashboard;
DROP VIEW stock.shortage;
DROP VIEW catalog.active_listing;
DROP VIEW catalog.product_listing;
ALTER TABLE catalog.product ALTER sku TYPE varchar(64);
ALTER TABLE catalog.product_variant ALTER sku TYPE varchar(64), ALTER gtin TYPE text;
ALTER TABLE sales.order_item ALTER sku TYPE varchar(64);
CREATE VIEW catalog.product_listing AS
    SELECT p.id, p.sku, t.language_code, t.title, b.name AS brand, p.state FROM catalog.product p JOIN catalog.product_translation t ON t.product_id = p.id LEFT JOIN catalog.brand b ON b.id = p.brand_id;
CREATE VIEW catalog.active_listing AS SELECT id, sku, language_code, title, brand FROM catalog.product_listing WHERE state = 'active';
CREATE VIEW stock.shortage AS SELECT l.variant_id, v.sku, l.warehouse_id, l.on_hand - l.reserved AS free FROM stock.stock_level l JOIN catalog.product_variant v ON v.id = l.variant_id WHERE l.on_hand - l.reserved < coalesce(l.reorder_at, 0);
CREATE VIEW admin.dashboard AS SELECT (SELECT sum(revenue) FROM sales.daily_revenue) AS revenue, (SELECT count(*) FROM stock.shortage) AS short, (SELECT count(*) FROM sales.open_payment) AS unpaid;
CREATE VIEW catalog.product_without_seo AS SELECT p.id, p.sku FROM catalog.product p WHERE NOT EXISTS (SELECT FROM catalog.product_seo s WHERE s.product_id = p.id);
GRANT SELECT ON catalog.product_listing, catalog.active_listing, stock.shortage, catalog.product_without_seo TO app_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalog.product_listing, catalog.active_listing, stock.shortage TO app_writer;
