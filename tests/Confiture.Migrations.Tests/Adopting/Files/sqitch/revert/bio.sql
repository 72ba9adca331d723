-- Revert shop:bio from pg

BEGIN;

ALTER TABLE users DROP bio;

COMMIT;
