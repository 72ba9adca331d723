-- A table is replaced by a view of the same name and shape.
-- both
CREATE TABLE person (id int PRIMARY KEY, name text, retired boolean NOT NULL DEFAULT false);
-- before
CREATE TABLE active_person (id int, name text);
GRANT SELECT ON active_person TO app_reader;
-- after
CREATE VIEW active_person AS SELECT id, name FROM person WHERE NOT retired;
GRANT SELECT ON active_person TO app_reader;
