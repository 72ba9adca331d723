-- A column that another table's policy and view read changes its type.
-- before
CREATE TABLE member (who text, team int);
CREATE TABLE t (id int, team int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (EXISTS (SELECT FROM member m WHERE m.team = t.team));
CREATE VIEW v AS SELECT t.id, m.who FROM t JOIN member m USING (team);
-- after
CREATE TABLE member (who text, team bigint);
CREATE TABLE t (id int, team int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (EXISTS (SELECT FROM member m WHERE m.team = t.team));
CREATE VIEW v AS SELECT t.id, m.who FROM t JOIN member m USING (team);
