ALTER TABLE payment ADD COLUMN cents bigint;
UPDATE payment SET cents = round(amount * 100);
ALTER TABLE payment ALTER COLUMN cents SET NOT NULL, DROP COLUMN amount;
