-- Revert shop:users_name from pg

BEGIN;

DROP INDEX users_name;

COMMIT;
