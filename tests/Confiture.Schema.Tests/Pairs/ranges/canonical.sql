-- A range whose values have one form each: the function needs the type, and the type the function.
-- before
-- after
CREATE TYPE days;
CREATE FUNCTION days_form(days) RETURNS days LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
CREATE TYPE days AS RANGE (SUBTYPE = date, CANONICAL = days_form);
CREATE TABLE t (d days);
COMMENT ON FUNCTION days_form(days) IS 'one form each';
