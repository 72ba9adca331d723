-- A table, a column, a constraint, a function and a type of one name have different comments.
-- both
CREATE TABLE thing (thing int CONSTRAINT thing CHECK (thing > 0));
CREATE FUNCTION thing(thing) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION thing() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- before
COMMENT ON TABLE thing IS 'table';
COMMENT ON FUNCTION thing() IS 'function';
-- after
COMMENT ON COLUMN thing.thing IS 'column';
COMMENT ON CONSTRAINT thing ON thing IS 'constraint';
COMMENT ON FUNCTION thing(thing) IS 'other function';
COMMENT ON TYPE thing IS 'row type';
