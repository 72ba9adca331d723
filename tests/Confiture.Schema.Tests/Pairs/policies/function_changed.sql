-- A policy calls a function whose return type changes.
-- before
CREATE FUNCTION my_team() RETURNS int LANGUAGE sql STABLE AS $$ SELECT current_setting('app.team', true)::int $$;
CREATE TABLE t (id int, team int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (team = my_team()) WITH CHECK (team = my_team());
-- after
CREATE FUNCTION my_team() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('app.team', true)::bigint $$;
CREATE TABLE t (id int, team int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (team = my_team()) WITH CHECK (team = my_team());
