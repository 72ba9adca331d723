-- Values are added at the end of an enum that a table uses.
-- before
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE person (name text, mood mood DEFAULT 'ok');
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'ecstatic');
CREATE TABLE person (name text, mood mood DEFAULT 'ok');
