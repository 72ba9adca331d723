-- Editors put labels on entities for themselves.
CREATE TABLE editing.bookmark (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    editor_id integer NOT NULL REFERENCES editing.editor ON DELETE CASCADE,
    entity text NOT NULL CHECK (entity IN ('performer', 'recording', 'release', 'composition')),
    entity_id integer NOT NULL,
    label text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (editor_id, entity, entity_id)
);
CREATE INDEX bookmark_entity_idx ON editing.bookmark (entity, entity_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON editing.bookmark TO app_writer;
ALTER TABLE editing.editor ADD COLUMN last_seen timestamptz, ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC';
COMMENT ON TABLE editing.bookmark IS 'Private notes of editors';
