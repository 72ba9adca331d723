-- A function stays and names a table that goes; a materialized view that calls it is the last to be filled while the table is there.
-- before
CREATE TABLE x (id int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM public.x); END';
-- after
CREATE TABLE x (id int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM public.x); END';
CREATE MATERIALIZED VIEW mv AS SELECT f() AS n;
DROP TABLE x;
