-- An enum takes the name of a domain that goes.
-- confiture-data
-- before
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE DOMAIN feeling AS text;
CREATE TABLE t (m mood DEFAULT 'a');
-- after
-- confiture: renamed from mood
CREATE TYPE feeling AS ENUM ('a', 'b');
CREATE TABLE t (m feeling DEFAULT 'a');
