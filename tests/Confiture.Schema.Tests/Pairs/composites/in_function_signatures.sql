-- A composite goes that functions took and returned, in arrays and table results too.
-- before
CREATE TYPE pair AS (a int, b text);
CREATE FUNCTION f(pair[]) RETURNS SETOF pair LANGUAGE sql AS 'SELECT * FROM unnest($1)';
CREATE FUNCTION g(x int) RETURNS TABLE (p pair, n int) LANGUAGE sql AS $$ SELECT ROW(x, 'a')::pair, 1 $$;
-- after
CREATE FUNCTION g(x int) RETURNS TABLE (a int, b text, n int) LANGUAGE sql AS $$ SELECT x, 'a', 1 $$;
