-- A value is removed from an enum with its own operator, aggregate and operator class use.
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE FUNCTION s_plus(s, int) RETURNS s LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE OPERATOR + (FUNCTION = s_plus, LEFTARG = s, RIGHTARG = int);
CREATE FUNCTION s_state(s, s) RETURNS s LANGUAGE sql IMMUTABLE AS 'SELECT greatest($1, $2)';
CREATE AGGREGATE top(s) (SFUNC = s_state, STYPE = s, INITCOND = 'a');
CREATE TABLE t (v s);
CREATE VIEW w AS SELECT top(v + 1) AS x FROM t;
-- after
CREATE TYPE s AS ENUM ('a', 'b');
CREATE FUNCTION s_plus(s, int) RETURNS s LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE OPERATOR + (FUNCTION = s_plus, LEFTARG = s, RIGHTARG = int);
CREATE FUNCTION s_state(s, s) RETURNS s LANGUAGE sql IMMUTABLE AS 'SELECT greatest($1, $2)';
CREATE AGGREGATE top(s) (SFUNC = s_state, STYPE = s, INITCOND = 'a');
CREATE TABLE t (v s);
CREATE VIEW w AS SELECT top(v + 1) AS x FROM t;
