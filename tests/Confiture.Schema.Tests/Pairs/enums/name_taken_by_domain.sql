-- An enum's name is taken by a domain, and the column keeps the name of its type.
-- before
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE t (id int, k kind);
-- after
CREATE DOMAIN kind AS text CHECK (VALUE IN ('a', 'b', 'c'));
CREATE TABLE t (id int, k kind);
