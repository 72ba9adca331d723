-- A function gains a default while its shorter overload goes, and a default calls it without arguments.
-- before
CREATE FUNCTION nid() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION nid(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE TABLE t (id int DEFAULT nid());
-- after
CREATE FUNCTION nid(a int DEFAULT 5) RETURNS int LANGUAGE sql AS 'SELECT a';
CREATE TABLE t (id int DEFAULT nid());
