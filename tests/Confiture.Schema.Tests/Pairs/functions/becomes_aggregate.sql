-- A function becomes an aggregate of the same name.
-- before
CREATE FUNCTION total(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
-- after
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
