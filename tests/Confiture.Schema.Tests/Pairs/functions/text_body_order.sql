-- SQL functions with textual bodies call each other in a circle of names.
-- before
CREATE TABLE t (id int);
-- after
CREATE TABLE t (id int);
SET check_function_bodies = off;
CREATE FUNCTION even(n int) RETURNS boolean LANGUAGE sql AS 'SELECT CASE WHEN n = 0 THEN true ELSE odd(n - 1) END';
CREATE FUNCTION odd(n int) RETURNS boolean LANGUAGE sql AS 'SELECT CASE WHEN n = 0 THEN false ELSE even(n - 1) END';
RESET check_function_bodies;
