-- Each materialized view reads the next one, and only the body of a function says so.
-- both
CREATE TABLE t (id int);
-- before
CREATE MATERIALIZED VIEW d AS SELECT 1 AS n;
-- after
CREATE MATERIALIZED VIEW c AS SELECT count(*) AS n FROM t;
CREATE FUNCTION c_n() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT max(n) FROM public.c';
CREATE MATERIALIZED VIEW b AS SELECT c_n() AS n;
CREATE FUNCTION b_n() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT max(n) FROM public.b';
CREATE MATERIALIZED VIEW a AS SELECT b_n() AS n;
