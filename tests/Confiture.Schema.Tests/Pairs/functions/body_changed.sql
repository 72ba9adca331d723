-- The body and every attribute of a function change in place.
-- before
CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b';
-- after
CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 5 SECURITY DEFINER SET search_path = pg_catalog, public SET work_mem = '8MB' AS 'SELECT b + a';
