-- An event trigger goes with its function and another takes over its name.
-- before
CREATE FUNCTION old_ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION old_ev();
-- after
CREATE FUNCTION new_ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION new_ev();
