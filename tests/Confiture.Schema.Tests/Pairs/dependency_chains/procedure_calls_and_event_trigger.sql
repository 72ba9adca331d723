-- A procedure that an event trigger's function calls by name is replaced by one with another signature.
-- before
CREATE TABLE log (what text);
CREATE PROCEDURE note(text) LANGUAGE sql AS 'INSERT INTO log VALUES ($1)';
CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF to_regclass('public.log') IS NOT NULL AND to_regprocedure('public.note(text)') IS NOT NULL THEN EXECUTE 'CALL note($1)' USING tg_tag; END IF; END $$;
CREATE EVENT TRIGGER et ON ddl_command_end WHEN TAG IN ('CREATE SEQUENCE') EXECUTE FUNCTION ev();
-- after
CREATE TABLE log (what text, at timestamptz);
CREATE PROCEDURE note(text, timestamptz) LANGUAGE sql AS 'INSERT INTO log VALUES ($1, $2)';
CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF to_regprocedure('public.note(text,timestamptz)') IS NOT NULL THEN EXECUTE 'CALL note($1, now())' USING tg_tag; END IF; END $$;
CREATE EVENT TRIGGER et ON ddl_command_end WHEN TAG IN ('CREATE SEQUENCE', 'CREATE DOMAIN') EXECUTE FUNCTION ev();
