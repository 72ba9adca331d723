-- Command and kind of policies change, which has no ALTER.
-- both
CREATE TABLE t (id int, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- before
CREATE POLICY p ON t FOR SELECT USING (id > 0);
CREATE POLICY q ON t USING (id > 1);
-- after
CREATE POLICY p ON t FOR UPDATE USING (id > 0);
CREATE POLICY q ON t AS RESTRICTIVE USING (id > 1);
COMMENT ON POLICY p ON t IS 'update';
