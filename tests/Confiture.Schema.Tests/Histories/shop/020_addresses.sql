-- Addresses get a company and a second line.
ALTER TYPE crm.postal_address ADD ATTRIBUTE company text;
ALTER TYPE crm.postal_address ADD ATTRIBUTE extra text;
ALTER TYPE shipping.dimensions ADD ATTRIBUTE unit text;
CREATE OR REPLACE FUNCTION crm.one_line(a crm.postal_address) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT concat_ws(', ', a.company, a.name, a.street, a.extra, a.zip || ' ' || a.city, a.country) $$;
COMMENT ON TYPE crm.postal_address IS 'An address as the post wants it';
CREATE VIEW crm.address_line AS SELECT id, customer_id, crm.one_line(address) AS line FROM crm.customer_address;
