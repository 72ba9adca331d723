-- A view builds rows of a type that gains an attribute.
-- before
CREATE TYPE k AS (p int);
CREATE VIEW vk AS SELECT ARRAY[ROW(1)::k] AS kk;
-- after
CREATE TYPE k AS (p bigint, q int);
CREATE VIEW vk AS SELECT ARRAY[ROW(1, 2)::k] AS kk;
