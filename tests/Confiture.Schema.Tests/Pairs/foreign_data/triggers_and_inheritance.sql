-- A foreign table is a child of a table and has a trigger and generated column.
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TABLE p (id int, v text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- before
CREATE FOREIGN TABLE ft (id int, v text) SERVER s;
-- after
CREATE FOREIGN TABLE ft (id int, v text, l int GENERATED ALWAYS AS (length(v)) STORED) INHERITS (p) SERVER s;
CREATE TRIGGER tr BEFORE INSERT ON ft FOR EACH ROW EXECUTE FUNCTION tf();
