-- A column goes that a policy, a trigger's column list, its WHEN and a rule use.
-- both
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- before
CREATE TABLE t (id int, v int, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (owner = current_user);
CREATE TRIGGER tr BEFORE UPDATE OF owner, v ON t FOR EACH ROW WHEN (OLD.owner IS DISTINCT FROM NEW.owner) EXECUTE FUNCTION tf();
CREATE RULE r AS ON DELETE TO t WHERE OLD.owner = 'root' DO INSTEAD NOTHING;
-- after
CREATE TABLE t (id int, v int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (id > 0);
CREATE TRIGGER tr BEFORE UPDATE OF v ON t FOR EACH ROW WHEN (OLD.v IS DISTINCT FROM NEW.v) EXECUTE FUNCTION tf();
