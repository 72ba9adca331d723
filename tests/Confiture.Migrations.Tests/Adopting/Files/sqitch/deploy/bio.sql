-- Deploy shop:bio to pg

BEGIN;

ALTER TABLE users ADD bio text;

COMMIT;
