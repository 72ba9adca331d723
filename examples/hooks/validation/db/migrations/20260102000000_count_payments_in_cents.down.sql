ALTER TABLE payment ADD COLUMN amount numeric(12, 2);
UPDATE payment SET amount = cents / 100.0;
ALTER TABLE payment ALTER COLUMN amount SET NOT NULL, DROP COLUMN cents;
