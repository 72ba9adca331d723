-- An aggregate over a composite state goes with its functions and its type.
-- before
CREATE TYPE st AS (n bigint, s numeric);
CREATE FUNCTION st_add(st, numeric) RETURNS st LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1.n + 1, $1.s + $2)::st';
CREATE FUNCTION st_end(st) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1.s / nullif($1.n, 0)';
CREATE AGGREGATE mean(numeric) (SFUNC = st_add, STYPE = st, FINALFUNC = st_end, INITCOND = '(0,0)');
-- after
