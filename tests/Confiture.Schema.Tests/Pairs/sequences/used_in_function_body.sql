-- A sequence is used by a function, by name only, and by a view.
-- before
CREATE SEQUENCE ticket;
CREATE FUNCTION next_ticket() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'T' || nextval('ticket'); END $$;
CREATE VIEW last_ticket AS SELECT last_value FROM ticket;
-- after
CREATE SEQUENCE ticket AS int START 100;
CREATE FUNCTION next_ticket() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'T' || nextval('ticket'); END $$;
CREATE VIEW last_ticket AS SELECT last_value FROM ticket;
