-- Columns of arrays of enums, domains and composites are added.
-- both
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TYPE c AS (x int, y e);
-- before
CREATE TABLE t (id int);
-- after
CREATE TABLE t (id int, es e[] DEFAULT '{a}', ds d[] DEFAULT ARRAY[1]::d[], cs c[], one c DEFAULT ROW(1, 'a')::c);
