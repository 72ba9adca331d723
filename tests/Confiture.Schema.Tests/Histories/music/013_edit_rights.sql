-- Editors may change what is theirs.
CREATE FUNCTION editing.me() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('music.editor', true), '')::integer $$;
ALTER TABLE editing.editor ENABLE ROW LEVEL SECURITY;
ALTER TABLE editing.editor_preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE editing.collection ENABLE ROW LEVEL SECURITY;
ALTER TABLE editing.bookmark ENABLE ROW LEVEL SECURITY;
ALTER TABLE editing.bookmark FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON editing.editor FOR SELECT USING (NOT deleted);
CREATE POLICY oneself ON editing.editor FOR UPDATE TO app_writer USING (id = editing.me()) WITH CHECK (id = editing.me() AND privileges = 0);
CREATE POLICY oneself ON editing.editor_preference TO app_writer USING (editor_id = editing.me());
CREATE POLICY public_or_own ON editing.collection USING (public OR editor_id = editing.me());
CREATE POLICY oneself ON editing.bookmark TO app_writer USING (editor_id = editing.me());
CREATE POLICY not_blocked ON editing.bookmark AS RESTRICTIVE FOR INSERT TO app_writer WITH CHECK (EXISTS (SELECT FROM editing.editor e WHERE e.id = editor_id AND NOT e.deleted));
