-- An event trigger on login appears.
-- since: 17
-- both
CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
-- before
-- after
CREATE EVENT TRIGGER on_login ON login EXECUTE FUNCTION ev();
