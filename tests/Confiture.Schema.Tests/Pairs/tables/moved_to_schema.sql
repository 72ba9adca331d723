-- A table with a serial column, an index and a trigger is found in another schema afterwards.
-- both
CREATE SCHEMA archive;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;
-- before
CREATE TABLE note (id serial PRIMARY KEY, body text, at timestamptz);
CREATE INDEX note_at_idx ON note (at);
CREATE TRIGGER note_touch BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION touch();
-- after
CREATE TABLE archive.note (id serial PRIMARY KEY, body text, at timestamptz);
CREATE INDEX note_at_idx ON archive.note (at);
CREATE TRIGGER note_touch BEFORE UPDATE ON archive.note FOR EACH ROW EXECUTE FUNCTION touch();
