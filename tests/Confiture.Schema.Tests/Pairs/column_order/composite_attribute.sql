-- A composite type gets an attribute in the middle.
-- column-order
-- before
CREATE TYPE c AS (a int, z int);
CREATE TABLE t (id int, v c);
-- after
CREATE TYPE c AS (a int, m int, z int);
CREATE TABLE t (id int, v c);
