-- Functions in every built-in language with every parameter mode appear.
-- before
-- after
CREATE FUNCTION f1(IN a int, INOUT b text DEFAULT 'x', OUT c date) LANGUAGE plpgsql AS $$ BEGIN c := now(); END $$;
CREATE FUNCTION f2(VARIADIC ns numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT sum(n) FROM unnest(ns) n';
CREATE FUNCTION f3(a int, b int = 2, c text = 'it''s') RETURNS TABLE (x int, y text) LANGUAGE sql ROWS 5 AS 'SELECT a + b, c';
CREATE FUNCTION f4(anyelement, anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION f5(text) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'textlen';
CREATE FUNCTION f6() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION f7() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN EXECUTE $q$ SELECT $x$ nested $x$ $q$; END $f$;
CREATE FUNCTION f8(a int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a * 2;
CREATE FUNCTION f9(a int) RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a; SELECT a + 1 UNION ALL SELECT 7; END;
COMMENT ON FUNCTION f2(VARIADIC numeric[]) IS 'sum';
