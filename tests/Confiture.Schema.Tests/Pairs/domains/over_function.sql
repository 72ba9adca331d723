-- A domain's check calls a function that is replaced by one with another signature.
-- before
CREATE FUNCTION is_ok(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 ~ '^a' $$;
CREATE DOMAIN ok AS text CHECK (is_ok(VALUE));
CREATE TABLE t (v ok);
-- after
CREATE FUNCTION is_ok(text, strict boolean DEFAULT true) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 ~ '^a' OR NOT strict $$;
CREATE DOMAIN ok AS text CHECK (is_ok(VALUE));
CREATE TABLE t (v ok);
