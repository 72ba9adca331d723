-- A schema and tables have names of the system's: a table called pg_class, a function called now, a type called text.
-- before
-- after
CREATE SCHEMA odd;
CREATE TABLE odd.pg_class (oid int, relname text);
CREATE FUNCTION odd.now() RETURNS date LANGUAGE sql AS $$ SELECT '2020-01-01'::date $$;
CREATE DOMAIN odd.text AS int;
CREATE TABLE odd.t (a odd.text, b pg_catalog.text DEFAULT odd.now()::pg_catalog.text, c timestamptz DEFAULT now());
CREATE VIEW odd.v AS SELECT c.relname, t.a, odd.now() AS n FROM odd.pg_class c, odd.t;
CREATE OPERATOR odd.= (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int);
CREATE TABLE public.int (a int, b odd.text CHECK (b OPERATOR(odd.=) 5));
