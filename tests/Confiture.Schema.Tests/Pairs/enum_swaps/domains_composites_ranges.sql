-- A value is removed from an enum inside a domain, a composite, a range and a generated column.
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE DOMAIN d AS s DEFAULT 'a' CHECK (VALUE <> 'b');
CREATE TYPE c AS (v s, vs s[]);
CREATE TYPE r AS RANGE (subtype = s);
CREATE TABLE t (id int, v d, w c, x r, y s, z boolean GENERATED ALWAYS AS (y = 'a') STORED);
-- after
CREATE TYPE s AS ENUM ('a', 'b');
CREATE DOMAIN d AS s DEFAULT 'a' CHECK (VALUE <> 'b');
CREATE TYPE c AS (v s, vs s[]);
CREATE TYPE r AS RANGE (subtype = s);
CREATE TABLE t (id int, v d, w c, x r, y s, z boolean GENERATED ALWAYS AS (y = 'a') STORED);
