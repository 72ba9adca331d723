-- The OUT arguments of a function change, which needs a new function while its grants and comment stay.
-- before
CREATE FUNCTION f(a int, OUT x int, OUT y text) LANGUAGE sql AS $$ SELECT a, 'y'::text $$;
GRANT EXECUTE ON FUNCTION f(int) TO app_reader;
REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC;
COMMENT ON FUNCTION f(int) IS 'two results';
-- after
CREATE FUNCTION f(a int, OUT x int, OUT y text, OUT z date) LANGUAGE sql AS $$ SELECT a, 'y'::text, '2020-01-01'::date $$;
GRANT EXECUTE ON FUNCTION f(int) TO app_reader;
REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC;
COMMENT ON FUNCTION f(int) IS 'two results';
