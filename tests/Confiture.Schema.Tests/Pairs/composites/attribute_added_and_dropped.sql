-- Attributes of a composite type that a table uses come and go at the end.
-- confiture-data
-- rows
INSERT INTO person VALUES (1, ROW('a', '1', NULL));
-- before
CREATE TYPE addr AS (street text, zip text, old int);
CREATE TABLE person (id int, home addr);
-- after
CREATE TYPE addr AS (street text, zip text, city text, country char(2));
CREATE TABLE person (id int, home addr);
