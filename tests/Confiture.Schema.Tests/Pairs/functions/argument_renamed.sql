-- An argument gets another name, which CREATE OR REPLACE refuses, while a default and an index use the function.
-- before
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE TABLE t (v int DEFAULT f(1));
CREATE INDEX t_f ON t (f(v));
-- after
CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE TABLE t (v int DEFAULT f(1));
CREATE INDEX t_f ON t (f(v));
