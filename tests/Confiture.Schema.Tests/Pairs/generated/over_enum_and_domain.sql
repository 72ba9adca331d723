-- Generated columns use enums, domains and casts between them, and the enum grows.
-- before
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TABLE t (v e, n d, first boolean GENERATED ALWAYS AS (v = 'a') STORED, twice int GENERATED ALWAYS AS (n * 2) STORED);
-- after
CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE DOMAIN d AS int CHECK (VALUE >= 0);
CREATE TABLE t (v e, n d, first boolean GENERATED ALWAYS AS (v = 'a') STORED, twice int GENERATED ALWAYS AS (n * 2) STORED);
CREATE INDEX t_first ON t (twice) WHERE first;
