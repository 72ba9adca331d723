-- A materialized view is filled by a function whose body reads a column that is new.
-- rows
INSERT INTO t VALUES (1), (2);
-- before
CREATE TABLE t (id int);
-- after
CREATE TABLE t (id int, amount int);
CREATE FUNCTION total() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT sum(x.amount) FROM public.t x); END';
CREATE MATERIALIZED VIEW mv AS SELECT total() AS total;
