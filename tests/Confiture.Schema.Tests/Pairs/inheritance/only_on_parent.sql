-- A policy, a trigger and an index exist on the parent only, a grant on the child only.
-- both
CREATE TABLE p (id int, name text);
CREATE TABLE c () INHERITS (p);
-- before
-- after
CREATE INDEX p_name ON p (name);
ALTER TABLE p ENABLE ROW LEVEL SECURITY;
CREATE POLICY pol ON p FOR SELECT TO app_reader USING (id > 0);
GRANT SELECT ON c TO app_reader;
CREATE VIEW only_p AS SELECT id FROM ONLY p;
