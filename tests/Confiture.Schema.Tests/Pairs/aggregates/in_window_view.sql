-- An aggregate in a window of a view gets moving-state functions.
-- before
CREATE AGGREGATE total(int) (SFUNC = int4_sum, STYPE = bigint);
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, total(b) OVER (PARTITION BY a ORDER BY b) AS s FROM t;
-- after
CREATE FUNCTION int4_minus(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE FUNCTION int4_plus(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE total(int) (SFUNC = int4_sum, STYPE = bigint, MSFUNC = int4_plus, MINVFUNC = int4_minus, MSTYPE = bigint, MINITCOND = '0');
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, total(b) OVER (PARTITION BY a ORDER BY b) AS s FROM t;
