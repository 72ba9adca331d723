-- Columns are renamed under an index, a view, a check, a foreign key, a grant and a function's text.
-- confiture-data
-- rows
INSERT INTO person VALUES (1, 'x', NULL), (2, 'y', 1);
-- before
CREATE TABLE person (id int PRIMARY KEY, surname text CONSTRAINT named CHECK (surname <> ''), boss int CONSTRAINT has_boss REFERENCES person);
CREATE INDEX person_by_name ON person (surname);
CREATE VIEW names AS SELECT id, surname FROM person;
GRANT SELECT (surname) ON person TO app_reader;
-- after
CREATE TABLE person (
    id int PRIMARY KEY,
    -- confiture: renamed from surname
    last_name text CONSTRAINT named CHECK (last_name <> ''),
    -- confiture: renamed from boss
    manager int CONSTRAINT has_boss REFERENCES person
);
CREATE INDEX person_by_name ON person (last_name);
CREATE VIEW names AS SELECT id, last_name AS surname FROM person;
GRANT SELECT (last_name) ON person TO app_reader;
