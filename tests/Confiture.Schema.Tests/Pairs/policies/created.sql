-- Policies of every command, permissive and restrictive, appear.
-- both
CREATE TABLE t (id int, owner text, team int);
-- before
-- after
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p_all ON t USING (owner = current_user);
CREATE POLICY p_sel ON t FOR SELECT TO app_reader, alice USING (team > 0);
CREATE POLICY p_ins ON t FOR INSERT TO app_writer WITH CHECK (owner IS NOT NULL);
CREATE POLICY p_upd ON t AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (team = 1) WITH CHECK (team = 2);
CREATE POLICY p_del ON t FOR DELETE TO CURRENT_USER USING (false);
COMMENT ON POLICY p_del ON t IS 'never';
