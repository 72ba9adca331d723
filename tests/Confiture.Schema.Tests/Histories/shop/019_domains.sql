-- Slugs may be longer words, money may have four decimals nowhere but in costs.
ALTER DOMAIN reference.slug DROP CONSTRAINT slug_check;
ALTER DOMAIN reference.slug ADD CONSTRAINT slug_shape CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(VALUE) <= 120);
CREATE DOMAIN reference.cost AS numeric(14,4) DEFAULT 0 CHECK (VALUE >= 0);
ALTER TABLE stock.purchase_order_line ALTER cost TYPE reference.cost;
CREATE DOMAIN crm.phone AS text CHECK (VALUE ~ '^\+?[0-9 ()/-]{5,30}$');
ALTER TABLE crm.customer ALTER phone TYPE crm.phone;
COMMENT ON DOMAIN reference.slug IS 'Part of an address on the web';
