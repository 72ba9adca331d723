-- Every statement writes to a log, which is another table than before: the function has to change while both are there.
-- before
CREATE TABLE log_a (tag text);
CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.log_a VALUES (tg_tag); END';
CREATE EVENT TRIGGER noted ON ddl_command_end EXECUTE FUNCTION note();
-- after
CREATE TABLE log_b (tag text, at timestamptz DEFAULT now());
CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.log_b (tag) VALUES (tg_tag); END';
CREATE EVENT TRIGGER noted ON ddl_command_end EXECUTE FUNCTION note();
