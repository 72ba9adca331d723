-- A trigger, a policy and a rule are renamed.
-- both
CREATE TABLE t (a int);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- before
CREATE TRIGGER old_t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();
CREATE POLICY old_p ON t USING (a > 0);
CREATE RULE old_r AS ON DELETE TO t DO INSTEAD NOTHING;
-- after
-- confiture: renamed from old_t
CREATE TRIGGER new_t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();
-- confiture: renamed from old_p
CREATE POLICY new_p ON t USING (a > 0);
-- confiture: renamed from old_r
CREATE RULE new_r AS ON DELETE TO t DO INSTEAD NOTHING;
