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
CREATE OR REPLACE FUNCTION composition_by_gid(wanted uuid) RETURNS SETOF work LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM work WHERE gid = wanted UNION ALL SELECT w.* FROM composition_redirect r JOIN work w ON w.id = r.composition_id WHERE r.gid = wanted';
CREATE OR REPLACE FUNCTION composition_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT w.id FROM work w WHERE w.edits_pending = 0 AND w.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM composition_redirect r WHERE r.composition_id = w.id)';
CREATE OR REPLACE FUNCTION composition_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work_alias SET work_id = new_id WHERE work_id = old_id;
    UPDATE composition_redirect SET composition_id = new_id WHERE composition_id = old_id;
    INSERT INTO composition_redirect (gid, composition_id) SELECT gid, new_id FROM work WHERE id = old_id;
    DELETE FROM composition_tag WHERE composition_id = old_id;
    DELETE FROM composition_rating WHERE composition_id = old_id;
    DELETE FROM work WHERE id = old_id;
END $$;
CREATE OR REPLACE FUNCTION label(e release) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.disambiguation <> '' THEN ' (' || e.disambiguation || ')' ELSE '' END $$;
CREATE OR REPLACE FUNCTION counts.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counts.change (id, at, entity, entity_id) VALUES (nextval('counts.change_id'), now(), TG_TABLE_NAME, CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END);
    RETURN NULL;
END $$;
