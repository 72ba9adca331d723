-- Context and method of casts change, which means replacing them, while a view and an index use one.
-- before
CREATE TYPE lamp AS ENUM ('on', 'off');
CREATE FUNCTION lamp_int(lamp) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT ($1 = 'on')::int $$;
CREATE CAST (lamp AS int) WITH FUNCTION lamp_int(lamp) AS ASSIGNMENT;
CREATE TABLE t (l lamp);
CREATE VIEW v AS SELECT l::int AS i FROM t;
CREATE INDEX t_i ON t ((l::int));
-- after
CREATE TYPE lamp AS ENUM ('on', 'off');
CREATE FUNCTION lamp_int(lamp) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT ($1 = 'on')::int $$;
CREATE CAST (lamp AS int) WITH FUNCTION lamp_int(lamp);
CREATE TABLE t (l lamp);
CREATE VIEW v AS SELECT l::int AS i FROM t;
CREATE INDEX t_i ON t ((l::int));
