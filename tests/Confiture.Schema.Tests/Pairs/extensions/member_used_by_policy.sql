-- A policy uses an operator of an extension, and a domain has its type as base.
-- both
CREATE TABLE team (id int, slug text);
ALTER TABLE team ENABLE ROW LEVEL SECURITY;
-- before
CREATE POLICY team_own ON team USING (slug = current_user);
-- after
CREATE EXTENSION citext;
CREATE DOMAIN slug AS citext CHECK (VALUE <> '');
CREATE POLICY team_own ON team USING (slug::citext = current_user::text::citext);
