-- A column in a trigger's WHEN and column list changes its type.
-- both
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- before
CREATE TABLE t (id int PRIMARY KEY, state text, n int);
CREATE TRIGGER tr BEFORE UPDATE OF n ON t FOR EACH ROW WHEN (NEW.n > OLD.n AND NEW.state = 'open') EXECUTE FUNCTION tf();
-- after
CREATE TABLE t (id int PRIMARY KEY, state varchar(10), n bigint);
CREATE TRIGGER tr BEFORE UPDATE OF n ON t FOR EACH ROW WHEN (NEW.n > OLD.n AND NEW.state = 'open') EXECUTE FUNCTION tf();
