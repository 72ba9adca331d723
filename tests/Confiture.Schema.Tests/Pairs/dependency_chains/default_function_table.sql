-- A default calls a function that reads another table, which has a default of that kind too.
-- before
-- after
CREATE TABLE setting (k text PRIMARY KEY, v text);
CREATE FUNCTION setting(text) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT v FROM setting WHERE k = $1; END;
CREATE TABLE account (id int, currency text DEFAULT setting('currency'));
CREATE FUNCTION richest() RETURNS account LANGUAGE sql STABLE BEGIN ATOMIC SELECT * FROM account LIMIT 1; END;
CREATE TABLE note (id int, about int DEFAULT (richest()).id);
