-- A generated column is computed for the rows that are there, by a function that reads a column which comes too.
-- rows
INSERT INTO a VALUES (1), (2);
-- before
CREATE TABLE a (id int);
CREATE TABLE z (id int);
-- after
CREATE TABLE z (id int, factor int);
CREATE FUNCTION scaled(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT n * coalesce((SELECT max(z.factor) FROM public.z), 1)';
CREATE TABLE a (id int, scaled int GENERATED ALWAYS AS (scaled(id)) STORED);
