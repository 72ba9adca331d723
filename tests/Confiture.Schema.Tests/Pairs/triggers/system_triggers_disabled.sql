-- All user triggers of a table are disabled, those of its foreign keys stay.
-- both
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int REFERENCES p);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER own BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION tf();
-- before
-- after
ALTER TABLE c DISABLE TRIGGER USER;
