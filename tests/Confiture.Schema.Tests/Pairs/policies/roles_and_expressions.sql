-- Roles and expressions of policies change in place; a check expression goes away.
-- both
CREATE TABLE t (id int, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- before
CREATE POLICY p ON t TO app_reader USING (id > 0) WITH CHECK (id < 10);
CREATE POLICY q ON t FOR UPDATE TO PUBLIC USING (id > 0);
CREATE POLICY r ON t FOR INSERT TO alice WITH CHECK (owner = 'alice');
-- after
CREATE POLICY p ON t TO app_writer, bob USING (id > 5);
CREATE POLICY q ON t FOR UPDATE TO owner_role USING (id > 0) WITH CHECK (owner = 'x');
CREATE POLICY r ON t FOR INSERT TO alice, bob WITH CHECK (owner IN ('alice', 'bob'));
