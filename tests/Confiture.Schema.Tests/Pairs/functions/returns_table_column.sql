-- A column of RETURNS TABLE changes its name and type.
-- before
CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql AS $$ SELECT 1, 'x'::text $$;
-- after
CREATE FUNCTION f() RETURNS TABLE (a int, c varchar) LANGUAGE sql AS $$ SELECT 1, 'x'::varchar $$;
