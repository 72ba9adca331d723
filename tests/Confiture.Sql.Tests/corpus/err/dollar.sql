-- expect 4:4 no second $fn$
CREATE FUNCTION f() RETURNS int
LANGUAGE sql
AS $fn$ SELECT 1; $FN$;
SELECT 2;
