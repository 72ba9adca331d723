-- One of several overloads changes and another goes.
-- before
CREATE FUNCTION f(int) RETURNS text LANGUAGE sql AS $$ SELECT 'int' $$;
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS $$ SELECT 'text' $$;
CREATE FUNCTION f(int, int) RETURNS text LANGUAGE sql AS $$ SELECT 'two' $$;
COMMENT ON FUNCTION f(int) IS 'one int';
-- after
CREATE FUNCTION f(int) RETURNS text LANGUAGE sql AS $$ SELECT 'INT' $$;
CREATE FUNCTION f(bigint) RETURNS text LANGUAGE sql AS $$ SELECT 'bigint' $$;
CREATE FUNCTION f(int, int) RETURNS int LANGUAGE sql AS $$ SELECT 2 $$;
COMMENT ON FUNCTION f(bigint) IS 'one bigint';
