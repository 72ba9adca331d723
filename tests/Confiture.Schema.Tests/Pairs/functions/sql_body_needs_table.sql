-- A SQL function's textual body is checked by the server, so its table has to come first and go last.
-- before
-- after
CREATE TABLE z_table (id int, name text);
CREATE VIEW z_view AS SELECT name FROM z_table;
CREATE FUNCTION a_function(i int) RETURNS SETOF text LANGUAGE sql AS 'SELECT name FROM z_view WHERE i > 0';
