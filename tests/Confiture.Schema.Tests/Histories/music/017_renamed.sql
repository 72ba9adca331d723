-- Compositions are works, notes are disambiguations.
-- confiture: renamed from composition
ALTER TABLE composition RENAME TO work;
-- confiture: renamed from composition_alias
ALTER TABLE composition_alias RENAME TO work_alias;
-- confiture: renamed from composition_id
ALTER TABLE work_alias RENAME COLUMN composition_id TO work_id;
-- confiture: renamed from note
ALTER TABLE release RENAME COLUMN note TO disambiguation;
-- confiture: renamed from series_ordering
ALTER TYPE series_ordering RENAME TO ordering;
-- confiture: renamed from statistics
ALTER SCHEMA statistics RENAME TO counts;
-- confiture: renamed from first_event
ALTER VIEW first_event RENAME TO earliest_event;
DROP FUNCTION composition_find(text, integer);
DROP FUNCTION composition_one_primary() CASCADE;
CREATE OR REPLACE FUNCTION label(e release) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.disambiguation <> '' THEN ' (' || e.disambiguation || ')' ELSE '' END $$;
CREATE OR REPLACE FUNCTION counts.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counts.change (id, at, entity, entity_id) VALUES (nextval('counts.change_id'), now(), TG_TABLE_NAME, CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END);
    RETURN NULL;
END $$;
