-- Function bodies, atomic and textual, call an extension's functions.
-- before
CREATE FUNCTION secret(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT md5(t) $$;
-- after
CREATE EXTENSION pgcrypto;
CREATE FUNCTION secret(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT encode(digest(t, 'sha256'), 'hex') $$;
CREATE FUNCTION atomic_secret(t text) RETURNS bytea LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT digest(t, 'sha1'); END;
