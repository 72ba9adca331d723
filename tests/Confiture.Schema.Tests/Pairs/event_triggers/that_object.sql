-- An event trigger raises when tables are dropped, and the change drops a table.
-- before
CREATE TABLE t (id int);
CREATE FUNCTION no_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'tables stay'; END $$;
CREATE EVENT TRIGGER no_drop ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION no_drop();
-- after
CREATE VIEW t AS SELECT 1 AS id;
