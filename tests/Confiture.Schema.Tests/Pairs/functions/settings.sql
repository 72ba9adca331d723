-- The settings of a function are added, changed and removed.
-- before
CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = public, pg_temp SET work_mem = '1MB' AS 'SELECT 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql SET search_path TO '' AS 'SELECT 1';
-- after
CREATE FUNCTION f() RETURNS int LANGUAGE sql SET work_mem = '2MB' SET "app.flag" = 'a, b' SET datestyle TO ISO, DMY AS 'SELECT 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql SET search_path TO "$user", public, 'Odd Schema' AS 'SELECT 1';
