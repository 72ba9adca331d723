-- A table's name is taken by a sequence, and an index's name by a table.
-- before
CREATE TABLE thing (id int);
CREATE INDEX stuff ON thing (id);
-- after
CREATE SEQUENCE thing;
CREATE TABLE stuff (id int);
