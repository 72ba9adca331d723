-- A function goes from a textual body to an atomic one, so that dependencies appear.
-- both
CREATE TABLE t (id int PRIMARY KEY, v text);
-- before
CREATE FUNCTION f(i int) RETURNS text LANGUAGE sql STABLE AS 'SELECT v FROM t WHERE id = i';
CREATE FUNCTION g(i int) RETURNS int LANGUAGE sql IMMUTABLE RETURN i + 1;
-- after
CREATE FUNCTION f(i int) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT v FROM t WHERE id = i; END;
CREATE FUNCTION g(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i + 1';
