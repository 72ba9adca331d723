-- Event triggers for every event with tags appear, without doing harm.
-- both
CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
-- before
-- after
CREATE EVENT TRIGGER on_start ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION ev();
CREATE EVENT TRIGGER on_end ON ddl_command_end EXECUTE FUNCTION ev();
CREATE EVENT TRIGGER on_drop ON sql_drop EXECUTE FUNCTION ev();
CREATE EVENT TRIGGER on_rewrite ON table_rewrite EXECUTE FUNCTION ev();
COMMENT ON EVENT TRIGGER on_end IS 'watches';
