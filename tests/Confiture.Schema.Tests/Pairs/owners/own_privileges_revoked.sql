-- The owner has revoked privileges from itself.
-- before
CREATE TABLE t (a int);
REVOKE INSERT, UPDATE, DELETE ON t FROM postgres;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- after
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO alice;
REVOKE ALL ON t FROM alice;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON FUNCTION f() FROM postgres, PUBLIC;
