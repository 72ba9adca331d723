-- A transform appears, and a function that uses it.
-- before
-- after
CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
COMMENT ON TRANSFORM FOR int LANGUAGE sql IS 'both ways';
CREATE FUNCTION f(int) RETURNS int TRANSFORM FOR TYPE int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
