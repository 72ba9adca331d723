-- The built-in procedural language is dropped on one side, the functions are plain SQL there.
-- before
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- after
DROP EXTENSION plpgsql;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
