-- A composite type's name is taken by a table, whose row type a function then uses.
-- before
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION swap(p pair) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT p.b, p.a';
-- after
CREATE TABLE pair (a int, b int);
CREATE FUNCTION swap(p pair) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT p.b, p.a';
