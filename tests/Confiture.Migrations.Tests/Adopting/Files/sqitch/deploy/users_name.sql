-- Deploy shop:users_name to pg
-- requires: users

BEGIN;

CREATE INDEX users_name ON users (name);

COMMIT;
