-- Polymorphic arguments change between the old and the newer family.
-- before
CREATE FUNCTION pick(anyelement, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t (a int, b int);
CREATE INDEX t_p ON t (pick(a, b));
-- after
CREATE FUNCTION pick(anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t (a int, b int);
CREATE INDEX t_p ON t (pick(a, b));
