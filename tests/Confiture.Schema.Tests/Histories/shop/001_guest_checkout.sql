-- Orders without an account: the e-mail address is on the order itself.
ALTER TABLE sales.sales_order ADD COLUMN guest_email citext;
ALTER TABLE sales.sales_order ADD CONSTRAINT sales_order_someone CHECK (customer_id IS NOT NULL OR guest_email IS NOT NULL) NOT VALID;
ALTER TABLE sales.cart ADD COLUMN guest_email citext, ADD COLUMN reminded_at timestamptz;
CREATE INDEX cart_guest_idx ON sales.cart (guest_email) WHERE guest_email IS NOT NULL;
COMMENT ON COLUMN sales.sales_order.guest_email IS 'Set when there is no customer';
