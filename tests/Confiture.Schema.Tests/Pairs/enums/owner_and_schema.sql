-- An enum in use changes its schema and its owner.
-- both
CREATE SCHEMA types;
-- before
CREATE TYPE s AS ENUM ('a', 'b');
CREATE TABLE t (id int, v s DEFAULT 'a');
CREATE VIEW w AS SELECT id FROM t WHERE v = 'b';
-- after
CREATE TYPE types.s AS ENUM ('a', 'b');
ALTER TYPE types.s OWNER TO owner_role;
CREATE TABLE t (id int, v types.s DEFAULT 'a');
CREATE VIEW w AS SELECT id FROM t WHERE v = 'b';
