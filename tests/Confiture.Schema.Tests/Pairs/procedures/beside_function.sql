-- A procedure and a function of one name differ in their arguments, and exchange them.
-- before
CREATE PROCEDURE x(int) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION x(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- after
CREATE PROCEDURE x(text) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION x(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
