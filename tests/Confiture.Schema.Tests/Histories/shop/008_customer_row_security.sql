-- Customers who log in see their own rows only.
CREATE FUNCTION crm.me() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('shop.customer', true), '')::bigint $$;
ALTER TABLE crm.customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE crm.customer_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE crm.wishlist ENABLE ROW LEVEL SECURITY;
ALTER TABLE sales.sales_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON crm.customer TO app_reader USING (id = crm.me());
CREATE POLICY own ON crm.customer_address TO app_reader USING (customer_id = crm.me()) WITH CHECK (customer_id = crm.me());
CREATE POLICY own_or_public ON crm.wishlist FOR SELECT TO app_reader USING (public OR customer_id = crm.me());
CREATE POLICY own ON sales.sales_order FOR SELECT TO app_reader USING (customer_id = crm.me());
CREATE POLICY staff ON sales.sales_order TO app_writer USING (true);
CREATE POLICY staff ON crm.customer TO app_writer USING (NOT blocked OR id > 0);
GRANT SELECT ON crm.customer, crm.customer_address, crm.wishlist, sales.sales_order TO app_reader;
