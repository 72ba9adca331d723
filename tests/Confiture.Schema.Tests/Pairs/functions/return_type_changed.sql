-- A function returns another type, which CREATE OR REPLACE refuses, while a view uses it.
-- before
CREATE FUNCTION answer() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 42';
CREATE VIEW asked AS SELECT answer() AS a;
GRANT EXECUTE ON FUNCTION answer() TO app_reader;
-- after
CREATE FUNCTION answer() RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''42''';
CREATE VIEW asked AS SELECT answer() AS a;
GRANT EXECUTE ON FUNCTION answer() TO app_reader;
