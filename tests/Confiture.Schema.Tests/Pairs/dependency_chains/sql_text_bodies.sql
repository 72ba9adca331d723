-- SQL functions with textual bodies, checked when made, need tables, views and each other in order.
-- before
-- after
CREATE TABLE t9 (id int, v int);
CREATE VIEW v8 AS SELECT id, v FROM t9;
CREATE FUNCTION f7(int) RETURNS int LANGUAGE sql AS 'SELECT v FROM public.v8 WHERE id = $1';
CREATE FUNCTION f6(int) RETURNS int LANGUAGE sql AS 'SELECT public.f7($1) + 1';
CREATE MATERIALIZED VIEW m5 AS SELECT f6(id) AS x FROM t9;
CREATE FUNCTION f4() RETURNS SETOF m5 LANGUAGE sql AS 'SELECT * FROM m5';
CREATE VIEW v3 AS SELECT x FROM f4();
CREATE FUNCTION a2() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM v3';
