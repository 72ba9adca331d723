-- A column goes on which the only policies rest, and row security stays on without any.
-- before
CREATE TABLE t (id int, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON t FOR SELECT USING (owner = current_user);
CREATE POLICY b ON t FOR INSERT WITH CHECK (owner = current_user);
-- after
CREATE TABLE t (id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
