-- A check calls a function that changes its signature.
-- before
CREATE FUNCTION ok(v int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT v > 0';
CREATE TABLE c (v int CONSTRAINT v_ok CHECK (ok(v)));
-- after
CREATE FUNCTION ok(v bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT v > 0';
CREATE TABLE c (v int CONSTRAINT v_ok CHECK (ok(v)));
