-- A policy uses a function that reads a table with a policy of its own; all appear together.
-- before
-- after
CREATE TABLE member (who name, team int);
CREATE FUNCTION my_teams() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public BEGIN ATOMIC SELECT team FROM member WHERE who = current_user; END;
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON member USING (who = current_user OR team IN (SELECT my_teams()));
CREATE TABLE doc (id int, team int);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY team ON doc USING (team IN (SELECT my_teams()));
