-- Objects are created by a role that is not the one that migrates.
-- both
CREATE SCHEMA s AUTHORIZATION alice;
-- before
SET ROLE alice;
CREATE TABLE s.t (id int GENERATED ALWAYS AS IDENTITY);
RESET ROLE;
-- after
SET ROLE alice;
CREATE TABLE s.t (id int GENERATED ALWAYS AS IDENTITY, v text);
CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT SELECT ON s.t TO bob WITH GRANT OPTION;
RESET ROLE;
