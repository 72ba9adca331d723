-- A language goes, and the functions that were written in it are plain SQL and PL/pgSQL.
-- before
CREATE FUNCTION my_call() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE LANGUAGE my_lang HANDLER my_call;
CREATE FUNCTION one() RETURNS int LANGUAGE my_lang AS 'BEGIN RETURN 1; END';
CREATE FUNCTION two() RETURNS int LANGUAGE my_lang AS 'BEGIN RETURN 2; END';
CREATE VIEW v AS SELECT one() + two() AS three;
-- after
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 2; END';
CREATE VIEW v AS SELECT one() + two() AS three;
