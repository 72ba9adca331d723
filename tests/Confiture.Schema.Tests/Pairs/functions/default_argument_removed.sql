-- A default of an argument is removed, which CREATE OR REPLACE refuses, and another one is changed.
-- before
CREATE FUNCTION f(a int, b int DEFAULT 1, c int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT a + b + c';
CREATE VIEW v AS SELECT f(1, 2) AS x;
-- after
CREATE FUNCTION f(a int, b int, c int DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT a + b + c';
CREATE VIEW v AS SELECT f(1, 2) AS x;
