-- Casts of every method and context appear.
-- before
-- after
CREATE TYPE celsius AS (v numeric);
CREATE TYPE kelvin AS (v numeric);
CREATE TYPE lamp AS ENUM ('on', 'off');
CREATE FUNCTION to_kelvin(celsius) RETURNS kelvin LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1.v + 273.15)::kelvin';
CREATE FUNCTION lamp_on(boolean) RETURNS lamp LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN $1 THEN 'on'::lamp ELSE 'off'::lamp END $$;
CREATE CAST (celsius AS kelvin) WITH FUNCTION to_kelvin(celsius) AS IMPLICIT;
CREATE CAST (boolean AS lamp) WITH FUNCTION lamp_on(boolean) AS ASSIGNMENT;
CREATE CAST (lamp AS varchar) WITH INOUT AS IMPLICIT;
CREATE CAST (varchar AS lamp) WITH INOUT;
CREATE CAST (date AS int) WITHOUT FUNCTION;
COMMENT ON CAST (celsius AS kelvin) IS 'warm';
