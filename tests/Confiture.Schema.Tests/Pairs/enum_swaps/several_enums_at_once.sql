-- Three enums lose values at once, in one table and one function.
-- confiture-data
-- rows
INSERT INTO t VALUES (1);
-- before
CREATE TYPE a AS ENUM ('1', '2', '3');
CREATE TYPE b AS ENUM ('x', 'y');
CREATE TYPE c AS ENUM ('p', 'q', 'r');
CREATE TABLE t (id int, a a DEFAULT '1', b b DEFAULT 'x', c c[] DEFAULT '{p}');
CREATE FUNCTION f(a, b, c[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- after
CREATE TYPE a AS ENUM ('1', '3');
CREATE TYPE b AS ENUM ('x');
CREATE TYPE c AS ENUM ('r', 'p');
CREATE TABLE t (id int, a a DEFAULT '1', b b DEFAULT 'x', c c[] DEFAULT '{p}');
CREATE FUNCTION f(a, b, c[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
