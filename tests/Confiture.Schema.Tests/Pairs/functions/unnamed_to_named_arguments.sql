-- Arguments without names get names, and a variadic one becomes an array.
-- before
CREATE FUNCTION f(int, text) RETURNS text LANGUAGE sql AS 'SELECT $2 || $1';
CREATE FUNCTION g(VARIADIC int[]) RETURNS bigint LANGUAGE sql AS 'SELECT sum(x) FROM unnest($1) x';
CREATE VIEW v AS SELECT f(1, 'a') AS x, g(1, 2, 3) AS y;
-- after
CREATE FUNCTION f(n int, t text) RETURNS text LANGUAGE sql AS 'SELECT t || n';
CREATE FUNCTION g(xs int[]) RETURNS bigint LANGUAGE sql AS 'SELECT sum(x) FROM unnest(xs) x';
CREATE VIEW v AS SELECT f(1, 'a') AS x, g(ARRAY[1, 2, 3]) AS y;
