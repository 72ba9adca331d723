-- Policies look into other tables, and one of those is replaced.
-- before
CREATE TABLE member (who text, team int);
CREATE TABLE t (id int, team int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM member m WHERE m.team = t.team AND m.who = current_user));
-- after
CREATE TABLE membership (who name, team int, level int);
CREATE TABLE t (id int, team int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (t.team IN (SELECT m.team FROM membership m WHERE m.who = current_user AND m.level > 3));
