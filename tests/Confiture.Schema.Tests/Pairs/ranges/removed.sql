-- A range type goes with a column, a function and a default that used it.
-- before
CREATE TYPE floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE t (id int, r floatrange DEFAULT floatrange(0, 1));
CREATE FUNCTION mid(floatrange) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT (lower($1) + upper($1)) / 2';
-- after
CREATE TABLE t (id int);
