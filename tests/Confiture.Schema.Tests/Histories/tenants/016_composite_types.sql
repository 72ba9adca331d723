-- Money has a currency; a function and a view use the new type.
CREATE TYPE billing.money AS (amount numeric(14,4), currency char(3));
CREATE DOMAIN billing.percentage AS numeric(5,2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE FUNCTION billing.show(billing.money) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT round(($1).amount, 2)::text || ' ' || ($1).currency $$;
CREATE CAST (billing.money AS text) WITH FUNCTION billing.show(billing.money) AS ASSIGNMENT;
ALTER TABLE billing.invoice ADD COLUMN foreign_total billing.money, ADD COLUMN discount billing.percentage NOT NULL DEFAULT 0;
CREATE VIEW billing.foreign_invoice AS SELECT tenant_id, number, billing.show(foreign_total) AS total FROM billing.invoice WHERE foreign_total IS NOT NULL;
CREATE INDEX invoice_currency_idx ON billing.invoice (((foreign_total).currency));
