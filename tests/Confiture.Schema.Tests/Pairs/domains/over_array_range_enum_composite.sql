-- Domains lie over arrays, ranges, enums and composites, and are used in one table.
-- before
-- after
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TYPE c AS (x int, y int);
CREATE DOMAIN d_array AS int[] CHECK (array_length(VALUE, 1) = 3);
CREATE DOMAIN d_range AS int4range CHECK (NOT isempty(VALUE));
CREATE DOMAIN d_enum AS e DEFAULT 'b' CHECK (VALUE <> 'a');
CREATE DOMAIN d_comp AS c CHECK ((VALUE).x > 0);
CREATE TABLE t (a d_array, r d_range, e d_enum, c d_comp, ca d_comp[]);
