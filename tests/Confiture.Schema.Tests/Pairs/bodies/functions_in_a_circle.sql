-- Two functions call each other, and the table that one of them reads gets a column; a materialized view calls the other.
-- rows
INSERT INTO t VALUES (3);
-- before
CREATE TABLE t (v int);
-- after
CREATE TABLE t (v int, w int);
CREATE FUNCTION ping(n int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN CASE WHEN n <= 0 THEN 0 ELSE public.pong(n - 1) END; END';
CREATE FUNCTION pong(n int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN CASE WHEN n <= 0 THEN (SELECT max(w) FROM public.t) ELSE public.ping(n - 1) END; END';
CREATE MATERIALIZED VIEW mv AS SELECT ping(3) AS p;
CREATE VIEW v AS SELECT pong(1) AS p;
