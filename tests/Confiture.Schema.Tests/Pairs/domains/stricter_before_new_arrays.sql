-- A domain gets another check while a new table, a new column and a new type hold it inside of arrays and composites.
-- before
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TYPE place AS (n d, name text);
CREATE TABLE t (id int);
-- after
CREATE DOMAIN d AS int CHECK (VALUE > 5);
CREATE TYPE place AS (n d, name text);
CREATE TYPE pair AS (a d, b d);
CREATE TABLE t (id int, at place);
CREATE TABLE u (list d[], pairs pair[], n d);
