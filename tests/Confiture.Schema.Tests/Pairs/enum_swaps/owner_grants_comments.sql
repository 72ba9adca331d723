-- An enum is replaced whose owner, grants and comment must survive, in a schema with a cast on it.
-- before
CREATE SCHEMA k;
CREATE TYPE k.s AS ENUM ('x', 'y', 'z');
ALTER TYPE k.s OWNER TO alice;
REVOKE USAGE ON TYPE k.s FROM PUBLIC;
GRANT USAGE ON TYPE k.s TO app_reader WITH GRANT OPTION;
COMMENT ON TYPE k.s IS 'kept';
CREATE CAST (k.s AS text) WITH INOUT AS ASSIGNMENT;
CREATE TABLE k.t (v k.s);
-- after
CREATE SCHEMA k;
CREATE TYPE k.s AS ENUM ('z', 'x');
ALTER TYPE k.s OWNER TO alice;
REVOKE USAGE ON TYPE k.s FROM PUBLIC;
GRANT USAGE ON TYPE k.s TO app_reader WITH GRANT OPTION;
COMMENT ON TYPE k.s IS 'kept';
CREATE CAST (k.s AS text) WITH INOUT AS ASSIGNMENT;
CREATE TABLE k.t (v k.s);
