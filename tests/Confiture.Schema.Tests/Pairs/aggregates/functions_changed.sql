-- The functions of an aggregate are replaced by others, while a view uses it.
-- both
CREATE TABLE t (a int, b text);
CREATE FUNCTION later(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 2 * $2';
CREATE FUNCTION half(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 2';
CREATE FUNCTION half_of(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 / 2';
-- before
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', FINALFUNC = half);
CREATE AGGREGATE other(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', FINALFUNC = half);
CREATE VIEW v AS SELECT total(a) AS s FROM t;
-- after
CREATE AGGREGATE total(int) (SFUNC = later, STYPE = int, SSPACE = 64, INITCOND = '0', FINALFUNC = half, FINALFUNC_MODIFY = SHAREABLE);
CREATE AGGREGATE other(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', FINALFUNC = half_of, FINALFUNC_EXTRA);
CREATE VIEW v AS SELECT total(a) AS s FROM t;
