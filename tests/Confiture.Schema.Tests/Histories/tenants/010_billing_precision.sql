-- Usage is billed in fractions; the materialized view is made again with its index.
DROP MATERIALIZED VIEW billing.monthly_usage;
ALTER TABLE billing.usage_record ALTER quantity TYPE numeric(20,6);
ALTER TABLE billing.usage_meter ADD COLUMN price numeric(12,6) NOT NULL DEFAULT 0;
CREATE MATERIALIZED VIEW billing.monthly_usage AS SELECT u.tenant_id, u.meter_id, date_trunc('month', u.at) AS month, sum(u.quantity) AS quantity, sum(u.quantity * m.price) AS amount FROM billing.usage_record u LEFT JOIN billing.usage_meter m ON (m.tenant_id, m.id) = (u.tenant_id, u.meter_id) GROUP BY 1, 2, 3;
CREATE UNIQUE INDEX monthly_usage_key ON billing.monthly_usage (tenant_id, meter_id, month);
CREATE INDEX monthly_usage_amount_idx ON billing.monthly_usage (amount DESC) WHERE amount > 0;
GRANT SELECT ON billing.monthly_usage TO app_writer;
