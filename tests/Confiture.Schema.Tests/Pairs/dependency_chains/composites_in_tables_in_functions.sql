-- A composite is in a table whose row type is in a function that a view calls; an attribute is added.
-- before
CREATE TYPE inner_type AS (a int);
CREATE TABLE t (id int, i inner_type);
CREATE TYPE outer_type AS (t t, n int);
CREATE FUNCTION f(outer_type) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT (($1.t).i).a + $1.n';
CREATE VIEW v AS SELECT f(ROW(t, 1)::outer_type) AS x FROM t;
-- after
CREATE TYPE inner_type AS (a int, b text);
CREATE TABLE t (id int, i inner_type);
CREATE TYPE outer_type AS (t t, n int);
CREATE FUNCTION f(outer_type) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT (($1.t).i).a + $1.n';
CREATE VIEW v AS SELECT f(ROW(t, 1)::outer_type) AS x FROM t;
