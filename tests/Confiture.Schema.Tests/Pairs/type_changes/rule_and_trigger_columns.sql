-- A column in a rule, in a trigger's column list and in its condition changes its type.
-- both
CREATE TABLE log (what text);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- before
CREATE TABLE t (id int, n int);
CREATE RULE r AS ON UPDATE TO t WHERE NEW.n > 5 DO ALSO INSERT INTO log VALUES (NEW.n::text);
CREATE TRIGGER tr AFTER UPDATE OF n ON t FOR EACH ROW WHEN (NEW.n <> OLD.n) EXECUTE FUNCTION tf();
-- after
CREATE TABLE t (id int, n numeric(8,2));
CREATE RULE r AS ON UPDATE TO t WHERE NEW.n > 5 DO ALSO INSERT INTO log VALUES (NEW.n::text);
CREATE TRIGGER tr AFTER UPDATE OF n ON t FOR EACH ROW WHEN (NEW.n <> OLD.n) EXECUTE FUNCTION tf();
