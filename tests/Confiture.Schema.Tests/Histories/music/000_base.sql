-- The schema of an encyclopedia of music: many kinds of entities with the same attendants, and links between all of them.
CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE SCHEMA link;
CREATE SCHEMA statistics;
CREATE SCHEMA editing;

CREATE COLLATION musical (provider = icu, locale = 'und-u-kn-true');
CREATE TYPE partial_date AS (year smallint, month smallint, day smallint);
CREATE TYPE release_status AS ENUM ('official', 'promotion', 'bootleg', 'withdrawn');
CREATE TYPE series_ordering AS ENUM ('manual', 'automatic');
CREATE TYPE editing.edit_state AS ENUM ('open', 'applied', 'refused', 'failed', 'withdrawn');
CREATE TYPE editing.ballot AS ENUM ('abstain', 'no', 'yes', 'approve');
CREATE DOMAIN stars AS smallint CHECK (VALUE BETWEEN 0 AND 100);
CREATE DOMAIN gid AS uuid;
CREATE DOMAIN page_url AS text CHECK (VALUE ~ '^https?://');
CREATE TEXT SEARCH CONFIGURATION music (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION music ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;

CREATE FUNCTION is_known(d partial_date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT (d).year IS NOT NULL';
CREATE FUNCTION as_text(d partial_date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT concat_ws('-', lpad((d).year::text, 4, '0'), lpad((d).month::text, 2, '0'), lpad((d).day::text, 2, '0')) $$;
CREATE FUNCTION sort_key(d partial_date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT coalesce((d).year, 9999) * 10000 + coalesce((d).month, 0) * 100 + coalesce((d).day, 0)';
CREATE CAST (partial_date AS text) WITH FUNCTION as_text(partial_date);
CREATE FUNCTION simple_name(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT lower(regexp_replace($1, '[^[:alnum:] ]', '', 'g')) $$;
CREATE FUNCTION earlier(partial_date, partial_date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT public.sort_key($1) < public.sort_key($2)';
CREATE OPERATOR <~ (FUNCTION = earlier, LEFTARG = partial_date, RIGHTARG = partial_date);
CREATE FUNCTION join_names(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN $1 = '' THEN $2 ELSE $1 || ' / ' || $2 END $$;
CREATE AGGREGATE names(text) (SFUNC = join_names, STYPE = text, INITCOND = '');

CREATE TABLE editing.editor (id serial PRIMARY KEY, name text NOT NULL, email text, since timestamptz DEFAULT now(), bio text, privileges integer NOT NULL DEFAULT 0, deleted boolean NOT NULL DEFAULT false);
CREATE UNIQUE INDEX editor_name_idx ON editing.editor (lower(name));
CREATE TABLE editing.editor_preference (editor_id integer NOT NULL REFERENCES editing.editor, name varchar(50) NOT NULL, value varchar(100), PRIMARY KEY (editor_id, name));
CREATE TABLE editing.editor_language (editor_id integer NOT NULL REFERENCES editing.editor, language char(3) NOT NULL, fluency text NOT NULL CHECK (fluency IN ('basic', 'good', 'native')), PRIMARY KEY (editor_id, language));
CREATE TABLE editing.edit (id bigserial PRIMARY KEY, editor_id integer NOT NULL REFERENCES editing.editor, kind smallint NOT NULL, state editing.edit_state NOT NULL DEFAULT 'open', opened_at timestamptz NOT NULL DEFAULT now(), closes_at timestamptz NOT NULL DEFAULT now() + interval '7 days', closed_at timestamptz, automatic boolean NOT NULL DEFAULT false, votes_yes integer NOT NULL DEFAULT 0, votes_no integer NOT NULL DEFAULT 0);
CREATE INDEX edit_open_idx ON editing.edit (closes_at) WHERE state = 'open';
CREATE INDEX edit_editor_idx ON editing.edit (editor_id, id DESC);
CREATE INDEX edit_opened_idx ON editing.edit USING brin (opened_at);
CREATE TABLE editing.edit_data (edit_id bigint PRIMARY KEY REFERENCES editing.edit ON DELETE CASCADE, data jsonb NOT NULL);
CREATE INDEX edit_data_idx ON editing.edit_data USING gin (data jsonb_path_ops);
CREATE TABLE editing.edit_note (id serial PRIMARY KEY, edit_id bigint NOT NULL REFERENCES editing.edit, editor_id integer NOT NULL REFERENCES editing.editor, body text NOT NULL, at timestamptz DEFAULT now());
CREATE TABLE editing.vote (id serial PRIMARY KEY, edit_id bigint NOT NULL REFERENCES editing.edit, editor_id integer NOT NULL REFERENCES editing.editor, ballot editing.ballot NOT NULL, at timestamptz NOT NULL DEFAULT now(), superseded boolean NOT NULL DEFAULT false);
CREATE TABLE editing.auto_editor_election (id serial PRIMARY KEY, candidate_id integer NOT NULL REFERENCES editing.editor, proposer_id integer NOT NULL REFERENCES editing.editor, status integer NOT NULL DEFAULT 1, opened_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.annotation (id serial PRIMARY KEY, editor_id integer NOT NULL REFERENCES editing.editor, text text, changelog varchar(255), created_at timestamptz DEFAULT now());
CREATE TABLE editing.collection (id serial PRIMARY KEY, gid gid NOT NULL UNIQUE, editor_id integer NOT NULL REFERENCES editing.editor, name text NOT NULL, public boolean NOT NULL DEFAULT false, entity_kind text NOT NULL, description text NOT NULL DEFAULT '');
CREATE TABLE language (id smallserial PRIMARY KEY, code char(3) NOT NULL UNIQUE, name text NOT NULL, frequency smallint NOT NULL DEFAULT 0);
CREATE TABLE script (id smallserial PRIMARY KEY, code char(4) NOT NULL UNIQUE, name text NOT NULL);
CREATE TABLE gender (id smallserial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE tag (id serial PRIMARY KEY, name varchar(255) NOT NULL, uses integer NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX tag_name_idx ON tag (name);
CREATE TABLE tag_relation (tag1_id integer NOT NULL REFERENCES tag, tag2_id integer NOT NULL REFERENCES tag, weight integer NOT NULL, PRIMARY KEY (tag1_id, tag2_id), CHECK (tag1_id < tag2_id));
CREATE TABLE performer_credit (id serial PRIMARY KEY, name text NOT NULL, parts smallint NOT NULL, uses integer NOT NULL DEFAULT 0);
CREATE TABLE url (id serial PRIMARY KEY, gid gid NOT NULL UNIQUE, url page_url NOT NULL UNIQUE, edits_pending integer NOT NULL DEFAULT 0);
CREATE TABLE medium_format (id serial PRIMARY KEY, name text NOT NULL, parent_id integer REFERENCES medium_format, year smallint, has_discids boolean NOT NULL DEFAULT false);
CREATE TABLE link.attribute_kind (id serial PRIMARY KEY, parent_id integer REFERENCES link.attribute_kind, root_id integer NOT NULL REFERENCES link.attribute_kind DEFERRABLE INITIALLY DEFERRED, gid gid NOT NULL UNIQUE, name text NOT NULL, description text);
CREATE TABLE link.kind (id serial PRIMARY KEY, parent_id integer REFERENCES link.kind, gid gid NOT NULL UNIQUE, entity0 text NOT NULL, entity1 text NOT NULL, name text NOT NULL, phrase text NOT NULL, reverse_phrase text NOT NULL, deprecated boolean NOT NULL DEFAULT false);
CREATE TABLE link.kind_attribute (kind_id integer NOT NULL REFERENCES link.kind, attribute_id integer NOT NULL REFERENCES link.attribute_kind, min smallint, max smallint, PRIMARY KEY (kind_id, attribute_id));
CREATE TABLE link.link (id serial PRIMARY KEY, kind_id integer NOT NULL REFERENCES link.kind, began partial_date, ended partial_date, attributes integer NOT NULL DEFAULT 0, made_at timestamptz DEFAULT now());
CREATE TABLE link.link_attribute (link_id integer NOT NULL REFERENCES link.link ON DELETE CASCADE, attribute_id integer NOT NULL REFERENCES link.attribute_kind, made_at timestamptz DEFAULT now(), PRIMARY KEY (link_id, attribute_id));
CREATE TABLE link.link_text (link_id integer NOT NULL REFERENCES link.link ON DELETE CASCADE, attribute_id integer NOT NULL, text_value text NOT NULL, PRIMARY KEY (link_id, attribute_id));
CREATE TABLE statistics.number (id serial PRIMARY KEY, name varchar(100) NOT NULL, value bigint NOT NULL, day date NOT NULL DEFAULT CURRENT_DATE, UNIQUE (name, day));
CREATE TABLE statistics.note (day date PRIMARY KEY, title varchar(50) NOT NULL, link text);
CREATE TABLE statistics.change (id bigint NOT NULL, at timestamptz NOT NULL, entity text NOT NULL, entity_id integer NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE statistics.change_2024 PARTITION OF statistics.change FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2025-01-01 00:00+00');
CREATE TABLE statistics.change_2025 PARTITION OF statistics.change FOR VALUES FROM ('2025-01-01 00:00+00') TO ('2026-01-01 00:00+00');
CREATE TABLE statistics.change_rest PARTITION OF statistics.change DEFAULT;
CREATE SEQUENCE statistics.change_id CACHE 20 OWNED BY statistics.change.id;
CREATE FUNCTION statistics.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO statistics.change (id, at, entity, entity_id) VALUES (nextval('statistics.change_id'), now(), TG_TABLE_NAME, CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END);
    RETURN NULL;
END $$;
CREATE FUNCTION link.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE FUNCTION link.drop_unused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM link.link l WHERE l.id = OLD.link_id AND l.attributes = 0; RETURN NULL; END $$;
CREATE FUNCTION editing.count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE editing.edit e SET votes_yes = votes_yes + (NEW.ballot IN ('yes', 'approve'))::integer, votes_no = votes_no + (NEW.ballot = 'no')::integer WHERE e.id = NEW.edit_id;
    RETURN NEW;
END $$;
CREATE TRIGGER count AFTER INSERT ON editing.vote FOR EACH ROW WHEN (NOT NEW.superseded) EXECUTE FUNCTION editing.count_votes();
CREATE FUNCTION editing.close_edit(which bigint, outcome editing.edit_state DEFAULT 'applied') RETURNS void LANGUAGE sql AS 'UPDATE editing.edit SET state = outcome, closed_at = now() WHERE id = which';
CREATE PROCEDURE editing.close_expired() LANGUAGE plpgsql AS $$ DECLARE e editing.edit%ROWTYPE; BEGIN FOR e IN SELECT * FROM editing.edit WHERE state = 'open' AND closes_at < now() LOOP PERFORM editing.close_edit(e.id); END LOOP; END $$;

CREATE TABLE performer_kind (id serial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE performer (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id integer REFERENCES performer_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), sort_name text COLLATE musical NOT NULL, born partial_date, died partial_date, ended boolean NOT NULL DEFAULT false, gender smallint, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX performer_gid_idx ON performer (gid);
CREATE INDEX performer_name_idx ON performer (simple_name(name));
CREATE INDEX performer_search_idx ON performer USING gin (name gin_trgm_ops);
CREATE TABLE performer_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE performer_alias (id serial PRIMARY KEY, performer_id integer NOT NULL REFERENCES performer, name text NOT NULL, locale text, kind_id integer REFERENCES performer_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT performer_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX performer_alias_performer_idx ON performer_alias (performer_id);
CREATE UNIQUE INDEX performer_alias_primary_idx ON performer_alias (performer_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE performer_annotation (performer_id integer NOT NULL REFERENCES performer, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (performer_id, annotation_id));
CREATE TABLE performer_tag (performer_id integer NOT NULL REFERENCES performer, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (performer_id, tag_id));
CREATE TABLE performer_tag_vote (performer_id integer NOT NULL REFERENCES performer, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (performer_id, editor_id, tag_id));
CREATE TABLE performer_rating (performer_id integer NOT NULL REFERENCES performer, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (performer_id, editor_id));
CREATE TABLE performer_redirect (gid gid PRIMARY KEY, performer_id integer NOT NULL REFERENCES performer, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE performer_meta (performer_id integer PRIMARY KEY REFERENCES performer ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE performer_attribute (id serial PRIMARY KEY, performer_id integer NOT NULL REFERENCES performer, name text NOT NULL, value text, position smallint, UNIQUE (performer_id, name, value));
CREATE TABLE performer_image (id serial PRIMARY KEY, performer_id integer NOT NULL REFERENCES performer, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_performer (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, performer_id integer NOT NULL REFERENCES performer ON DELETE CASCADE, PRIMARY KEY (edit_id, performer_id));
CREATE FUNCTION performer_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO performer_meta (performer_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION performer_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION performer_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed performer_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO performer_tag (performer_id, tag_id, uses) VALUES (changed.performer_id, changed.tag_id, delta)
    ON CONFLICT (performer_id, tag_id) DO UPDATE SET uses = performer_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION performer_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.performer_id, OLD.performer_id);
BEGIN
    UPDATE performer_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM performer_rating r WHERE r.performer_id = which) WHERE m.performer_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION performer_by_gid(wanted uuid) RETURNS SETOF performer LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM performer WHERE gid = wanted UNION ALL SELECT e.* FROM performer_redirect r JOIN performer e ON e.id = r.performer_id WHERE r.gid = wanted';
CREATE FUNCTION performer_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM performer_alias a WHERE a.performer_id = which';
CREATE FUNCTION performer_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM performer e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION performer_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE performer_alias SET performer_id = new_id WHERE performer_id = old_id;
    UPDATE performer_redirect SET performer_id = new_id WHERE performer_id = old_id;
    INSERT INTO performer_redirect (gid, performer_id) SELECT gid, new_id FROM performer WHERE id = old_id;
    DELETE FROM performer_tag WHERE performer_id = old_id;
    DELETE FROM performer_rating WHERE performer_id = old_id;
    DELETE FROM performer WHERE id = old_id;
END $$;
CREATE FUNCTION label(e performer) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION performer_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE performer_alias SET is_primary = false WHERE performer_id = NEW.performer_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION performer_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM performer e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM performer_redirect r WHERE r.performer_id = e.id)';
CREATE FUNCTION performer_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM performer_meta m WHERE m.performer_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON performer FOR EACH ROW EXECUTE FUNCTION performer_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON performer FOR EACH ROW EXECUTE FUNCTION performer_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON performer FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON performer_tag_vote FOR EACH ROW EXECUTE FUNCTION performer_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON performer_rating FOR EACH ROW EXECUTE FUNCTION performer_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON performer_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION performer_one_primary();
CREATE VIEW performer_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM performer e LEFT JOIN performer_kind k ON k.id = e.kind_id LEFT JOIN performer_meta m ON m.performer_id = e.id;
COMMENT ON TABLE performer IS 'Every performer of the encyclopedia';

CREATE TABLE composition_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE composition (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id smallint REFERENCES composition_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), catalogue_number text, key_signature varchar(12), composed partial_date, iswc char(11), lyrics_language char(3), updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX composition_gid_idx ON composition (gid);
CREATE INDEX composition_name_idx ON composition (name);
CREATE INDEX composition_search_idx ON composition USING gin (to_tsvector('public.music', name));
CREATE TABLE composition_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE composition_alias (id serial PRIMARY KEY, composition_id integer NOT NULL REFERENCES composition, name text NOT NULL, locale text, kind_id integer REFERENCES composition_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT composition_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX composition_alias_composition_idx ON composition_alias (composition_id);
CREATE UNIQUE INDEX composition_alias_primary_idx ON composition_alias (composition_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE composition_annotation (composition_id integer NOT NULL REFERENCES composition, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (composition_id, annotation_id));
CREATE TABLE composition_tag (composition_id integer NOT NULL REFERENCES composition, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (composition_id, tag_id));
CREATE TABLE composition_tag_vote (composition_id integer NOT NULL REFERENCES composition, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (composition_id, editor_id, tag_id));
CREATE TABLE composition_rating (composition_id integer NOT NULL REFERENCES composition, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (composition_id, editor_id));
CREATE TABLE composition_redirect (gid gid PRIMARY KEY, composition_id integer NOT NULL REFERENCES composition ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE composition_meta (composition_id integer PRIMARY KEY REFERENCES composition ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE composition_attribute (id serial PRIMARY KEY, composition_id integer NOT NULL REFERENCES composition, name text NOT NULL, value text, position smallint, UNIQUE (composition_id, name, value));
CREATE TABLE composition_image (id serial PRIMARY KEY, composition_id integer NOT NULL REFERENCES composition, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_composition (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, composition_id integer NOT NULL REFERENCES composition ON DELETE CASCADE, PRIMARY KEY (edit_id, composition_id));
CREATE FUNCTION composition_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO composition_meta (composition_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION composition_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION composition_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed composition_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO composition_tag (composition_id, tag_id, uses) VALUES (changed.composition_id, changed.tag_id, delta)
    ON CONFLICT (composition_id, tag_id) DO UPDATE SET uses = composition_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION composition_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.composition_id, OLD.composition_id);
BEGIN
    UPDATE composition_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM composition_rating r WHERE r.composition_id = which) WHERE m.composition_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION composition_by_gid(wanted uuid) RETURNS SETOF composition LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM composition WHERE gid = wanted UNION ALL SELECT e.* FROM composition_redirect r JOIN composition e ON e.id = r.composition_id WHERE r.gid = wanted';
CREATE FUNCTION composition_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM composition_alias a WHERE a.composition_id = which; END;
CREATE FUNCTION composition_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM composition e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION composition_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE composition_alias SET composition_id = new_id WHERE composition_id = old_id;
    UPDATE composition_redirect SET composition_id = new_id WHERE composition_id = old_id;
    INSERT INTO composition_redirect (gid, composition_id) SELECT gid, new_id FROM composition WHERE id = old_id;
    DELETE FROM composition_tag WHERE composition_id = old_id;
    DELETE FROM composition_rating WHERE composition_id = old_id;
    DELETE FROM composition WHERE id = old_id;
END $$;
CREATE FUNCTION label(e composition) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION composition_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE composition_alias SET is_primary = false WHERE composition_id = NEW.composition_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION composition_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM composition e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM composition_redirect r WHERE r.composition_id = e.id)';
CREATE FUNCTION composition_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM composition_meta m WHERE m.composition_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON composition FOR EACH ROW EXECUTE FUNCTION composition_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON composition FOR EACH ROW EXECUTE FUNCTION composition_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON composition FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON composition_tag_vote FOR EACH ROW EXECUTE FUNCTION composition_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON composition_rating FOR EACH ROW EXECUTE FUNCTION composition_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON composition_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION composition_one_primary();
CREATE VIEW composition_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM composition e LEFT JOIN composition_kind k ON k.id = e.kind_id LEFT JOIN composition_meta m ON m.composition_id = e.id;
COMMENT ON TABLE composition IS 'Every composition of the encyclopedia';

CREATE TABLE recording_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE recording (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id smallint REFERENCES recording_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), length_ms integer CHECK (length_ms > 0), video boolean NOT NULL DEFAULT false, credit_id integer, recorded partial_date, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX recording_gid_idx ON recording (gid);
CREATE INDEX recording_name_idx ON recording (simple_name(name));
CREATE INDEX recording_search_idx ON recording USING gin (to_tsvector('public.music', name));
CREATE TABLE recording_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE recording_alias (id serial PRIMARY KEY, recording_id integer NOT NULL REFERENCES recording, name text NOT NULL, locale text, kind_id integer REFERENCES recording_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT recording_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX recording_alias_recording_idx ON recording_alias (recording_id);
CREATE UNIQUE INDEX recording_alias_primary_idx ON recording_alias (recording_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE recording_annotation (recording_id integer NOT NULL REFERENCES recording, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (recording_id, annotation_id));
CREATE TABLE recording_tag (recording_id integer NOT NULL REFERENCES recording, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (recording_id, tag_id));
CREATE TABLE recording_tag_vote (recording_id integer NOT NULL REFERENCES recording, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (recording_id, editor_id, tag_id));
CREATE TABLE recording_rating (recording_id integer NOT NULL REFERENCES recording, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (recording_id, editor_id));
CREATE TABLE recording_redirect (gid gid PRIMARY KEY, recording_id integer NOT NULL REFERENCES recording, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE recording_meta (recording_id integer PRIMARY KEY REFERENCES recording ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE recording_attribute (id serial PRIMARY KEY, recording_id integer NOT NULL REFERENCES recording, name text NOT NULL, value text, position smallint, UNIQUE (recording_id, name, value));
CREATE TABLE recording_image (id serial PRIMARY KEY, recording_id integer NOT NULL REFERENCES recording, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_recording (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, recording_id integer NOT NULL REFERENCES recording ON DELETE CASCADE, PRIMARY KEY (edit_id, recording_id));
CREATE FUNCTION recording_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO recording_meta (recording_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION recording_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION recording_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed recording_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO recording_tag (recording_id, tag_id, uses) VALUES (changed.recording_id, changed.tag_id, delta)
    ON CONFLICT (recording_id, tag_id) DO UPDATE SET uses = recording_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION recording_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.recording_id, OLD.recording_id);
BEGIN
    UPDATE recording_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM recording_rating r WHERE r.recording_id = which) WHERE m.recording_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION recording_by_gid(wanted uuid) RETURNS SETOF recording LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM recording WHERE gid = wanted UNION ALL SELECT e.* FROM recording_redirect r JOIN recording e ON e.id = r.recording_id WHERE r.gid = wanted';
CREATE FUNCTION recording_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM recording_alias a WHERE a.recording_id = which';
CREATE FUNCTION recording_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM recording e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION recording_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE recording_alias SET recording_id = new_id WHERE recording_id = old_id;
    UPDATE recording_redirect SET recording_id = new_id WHERE recording_id = old_id;
    INSERT INTO recording_redirect (gid, recording_id) SELECT gid, new_id FROM recording WHERE id = old_id;
    DELETE FROM recording_tag WHERE recording_id = old_id;
    DELETE FROM recording_rating WHERE recording_id = old_id;
    DELETE FROM recording WHERE id = old_id;
END $$;
CREATE FUNCTION label(e recording) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION recording_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE recording_alias SET is_primary = false WHERE recording_id = NEW.recording_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION recording_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM recording e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM recording_redirect r WHERE r.recording_id = e.id)';
CREATE FUNCTION recording_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM recording_meta m WHERE m.recording_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON recording FOR EACH ROW EXECUTE FUNCTION recording_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON recording FOR EACH ROW EXECUTE FUNCTION recording_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON recording FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON recording_tag_vote FOR EACH ROW EXECUTE FUNCTION recording_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON recording_rating FOR EACH ROW EXECUTE FUNCTION recording_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON recording_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION recording_one_primary();
CREATE VIEW recording_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM recording e LEFT JOIN recording_kind k ON k.id = e.kind_id LEFT JOIN recording_meta m ON m.recording_id = e.id;
COMMENT ON TABLE recording IS 'Every recording of the encyclopedia';

CREATE TABLE release_kind (id serial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE release (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id integer REFERENCES release_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), status release_status NOT NULL DEFAULT 'official', barcode varchar(20), packaging text, language char(3), script char(4), credit_id integer, family_id integer, quality smallint NOT NULL DEFAULT -1, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX release_gid_idx ON release (gid);
CREATE INDEX release_name_idx ON release (name);
CREATE INDEX release_search_idx ON release USING gin (name gin_trgm_ops);
CREATE TABLE release_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE release_alias (id serial PRIMARY KEY, release_id integer NOT NULL REFERENCES release, name text NOT NULL, locale text, kind_id integer REFERENCES release_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT release_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX release_alias_release_idx ON release_alias (release_id);
CREATE UNIQUE INDEX release_alias_primary_idx ON release_alias (release_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE release_annotation (release_id integer NOT NULL REFERENCES release, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (release_id, annotation_id));
CREATE TABLE release_tag (release_id integer NOT NULL REFERENCES release, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (release_id, tag_id));
CREATE TABLE release_tag_vote (release_id integer NOT NULL REFERENCES release, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (release_id, editor_id, tag_id));
CREATE TABLE release_rating (release_id integer NOT NULL REFERENCES release, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (release_id, editor_id));
CREATE TABLE release_redirect (gid gid PRIMARY KEY, release_id integer NOT NULL REFERENCES release ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE release_meta (release_id integer PRIMARY KEY REFERENCES release ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE release_attribute (id serial PRIMARY KEY, release_id integer NOT NULL REFERENCES release, name text NOT NULL, value text, position smallint, UNIQUE (release_id, name, value));
CREATE TABLE release_image (id serial PRIMARY KEY, release_id integer NOT NULL REFERENCES release, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_release (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, release_id integer NOT NULL REFERENCES release ON DELETE CASCADE, PRIMARY KEY (edit_id, release_id));
CREATE FUNCTION release_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO release_meta (release_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION release_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION release_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed release_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO release_tag (release_id, tag_id, uses) VALUES (changed.release_id, changed.tag_id, delta)
    ON CONFLICT (release_id, tag_id) DO UPDATE SET uses = release_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION release_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.release_id, OLD.release_id);
BEGIN
    UPDATE release_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM release_rating r WHERE r.release_id = which) WHERE m.release_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION release_by_gid(wanted uuid) RETURNS SETOF release LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM release WHERE gid = wanted UNION ALL SELECT e.* FROM release_redirect r JOIN release e ON e.id = r.release_id WHERE r.gid = wanted';
CREATE FUNCTION release_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM release_alias a WHERE a.release_id = which; END;
CREATE FUNCTION release_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM release e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION release_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE release_alias SET release_id = new_id WHERE release_id = old_id;
    UPDATE release_redirect SET release_id = new_id WHERE release_id = old_id;
    INSERT INTO release_redirect (gid, release_id) SELECT gid, new_id FROM release WHERE id = old_id;
    DELETE FROM release_tag WHERE release_id = old_id;
    DELETE FROM release_rating WHERE release_id = old_id;
    DELETE FROM release WHERE id = old_id;
END $$;
CREATE FUNCTION label(e release) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION release_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE release_alias SET is_primary = false WHERE release_id = NEW.release_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION release_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM release e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM release_redirect r WHERE r.release_id = e.id)';
CREATE FUNCTION release_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM release_meta m WHERE m.release_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON release FOR EACH ROW EXECUTE FUNCTION release_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON release FOR EACH ROW EXECUTE FUNCTION release_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON release FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON release_tag_vote FOR EACH ROW EXECUTE FUNCTION release_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON release_rating FOR EACH ROW EXECUTE FUNCTION release_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON release_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION release_one_primary();
CREATE VIEW release_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM release e LEFT JOIN release_kind k ON k.id = e.kind_id LEFT JOIN release_meta m ON m.release_id = e.id;
COMMENT ON TABLE release IS 'Every release of the encyclopedia';

CREATE TABLE release_family_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE release_family (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id smallint REFERENCES release_family_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), primary_style text, credit_id integer, first_release partial_date, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX release_family_gid_idx ON release_family (gid);
CREATE INDEX release_family_name_idx ON release_family (simple_name(name));
CREATE INDEX release_family_search_idx ON release_family USING gin (to_tsvector('public.music', name));
CREATE TABLE release_family_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE release_family_alias (id serial PRIMARY KEY, release_family_id integer NOT NULL REFERENCES release_family, name text NOT NULL, locale text, kind_id integer REFERENCES release_family_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT release_family_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX release_family_alias_release_family_idx ON release_family_alias (release_family_id);
CREATE UNIQUE INDEX release_family_alias_primary_idx ON release_family_alias (release_family_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE release_family_annotation (release_family_id integer NOT NULL REFERENCES release_family, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (release_family_id, annotation_id));
CREATE TABLE release_family_tag (release_family_id integer NOT NULL REFERENCES release_family, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (release_family_id, tag_id));
CREATE TABLE release_family_tag_vote (release_family_id integer NOT NULL REFERENCES release_family, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (release_family_id, editor_id, tag_id));
CREATE TABLE release_family_rating (release_family_id integer NOT NULL REFERENCES release_family, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (release_family_id, editor_id));
CREATE TABLE release_family_redirect (gid gid PRIMARY KEY, release_family_id integer NOT NULL REFERENCES release_family, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE release_family_meta (release_family_id integer PRIMARY KEY REFERENCES release_family ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE release_family_attribute (id serial PRIMARY KEY, release_family_id integer NOT NULL REFERENCES release_family, name text NOT NULL, value text, position smallint, UNIQUE (release_family_id, name, value));
CREATE TABLE release_family_image (id serial PRIMARY KEY, release_family_id integer NOT NULL REFERENCES release_family, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_release_family (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, release_family_id integer NOT NULL REFERENCES release_family ON DELETE CASCADE, PRIMARY KEY (edit_id, release_family_id));
CREATE FUNCTION release_family_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO release_family_meta (release_family_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION release_family_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION release_family_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed release_family_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO release_family_tag (release_family_id, tag_id, uses) VALUES (changed.release_family_id, changed.tag_id, delta)
    ON CONFLICT (release_family_id, tag_id) DO UPDATE SET uses = release_family_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION release_family_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.release_family_id, OLD.release_family_id);
BEGIN
    UPDATE release_family_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM release_family_rating r WHERE r.release_family_id = which) WHERE m.release_family_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION release_family_by_gid(wanted uuid) RETURNS SETOF release_family LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM release_family WHERE gid = wanted UNION ALL SELECT e.* FROM release_family_redirect r JOIN release_family e ON e.id = r.release_family_id WHERE r.gid = wanted';
CREATE FUNCTION release_family_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM release_family_alias a WHERE a.release_family_id = which';
CREATE FUNCTION release_family_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM release_family e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION release_family_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE release_family_alias SET release_family_id = new_id WHERE release_family_id = old_id;
    UPDATE release_family_redirect SET release_family_id = new_id WHERE release_family_id = old_id;
    INSERT INTO release_family_redirect (gid, release_family_id) SELECT gid, new_id FROM release_family WHERE id = old_id;
    DELETE FROM release_family_tag WHERE release_family_id = old_id;
    DELETE FROM release_family_rating WHERE release_family_id = old_id;
    DELETE FROM release_family WHERE id = old_id;
END $$;
CREATE FUNCTION label(e release_family) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION release_family_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE release_family_alias SET is_primary = false WHERE release_family_id = NEW.release_family_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION release_family_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM release_family e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM release_family_redirect r WHERE r.release_family_id = e.id)';
CREATE FUNCTION release_family_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM release_family_meta m WHERE m.release_family_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON release_family FOR EACH ROW EXECUTE FUNCTION release_family_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON release_family FOR EACH ROW EXECUTE FUNCTION release_family_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON release_family FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON release_family_tag_vote FOR EACH ROW EXECUTE FUNCTION release_family_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON release_family_rating FOR EACH ROW EXECUTE FUNCTION release_family_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON release_family_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION release_family_one_primary();
CREATE VIEW release_family_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM release_family e LEFT JOIN release_family_kind k ON k.id = e.kind_id LEFT JOIN release_family_meta m ON m.release_family_id = e.id;
COMMENT ON TABLE release_family IS 'Every release family of the encyclopedia';

CREATE TABLE imprint_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE imprint (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id smallint REFERENCES imprint_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), sort_name text, label_code integer CHECK (label_code BETWEEN 1 AND 99999), founded partial_date, dissolved partial_date, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX imprint_gid_idx ON imprint (gid);
CREATE INDEX imprint_name_idx ON imprint (name);
CREATE INDEX imprint_search_idx ON imprint USING gin (to_tsvector('public.music', name));
CREATE TABLE imprint_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE imprint_alias (id serial PRIMARY KEY, imprint_id integer NOT NULL REFERENCES imprint, name text NOT NULL, locale text, kind_id integer REFERENCES imprint_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT imprint_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX imprint_alias_imprint_idx ON imprint_alias (imprint_id);
CREATE UNIQUE INDEX imprint_alias_primary_idx ON imprint_alias (imprint_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE imprint_annotation (imprint_id integer NOT NULL REFERENCES imprint, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (imprint_id, annotation_id));
CREATE TABLE imprint_tag (imprint_id integer NOT NULL REFERENCES imprint, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (imprint_id, tag_id));
CREATE TABLE imprint_tag_vote (imprint_id integer NOT NULL REFERENCES imprint, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (imprint_id, editor_id, tag_id));
CREATE TABLE imprint_rating (imprint_id integer NOT NULL REFERENCES imprint, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (imprint_id, editor_id));
CREATE TABLE imprint_redirect (gid gid PRIMARY KEY, imprint_id integer NOT NULL REFERENCES imprint ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE imprint_meta (imprint_id integer PRIMARY KEY REFERENCES imprint ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE imprint_attribute (id serial PRIMARY KEY, imprint_id integer NOT NULL REFERENCES imprint, name text NOT NULL, value text, position smallint, UNIQUE (imprint_id, name, value));
CREATE TABLE imprint_image (id serial PRIMARY KEY, imprint_id integer NOT NULL REFERENCES imprint, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_imprint (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, imprint_id integer NOT NULL REFERENCES imprint ON DELETE CASCADE, PRIMARY KEY (edit_id, imprint_id));
CREATE FUNCTION imprint_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO imprint_meta (imprint_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION imprint_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION imprint_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed imprint_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO imprint_tag (imprint_id, tag_id, uses) VALUES (changed.imprint_id, changed.tag_id, delta)
    ON CONFLICT (imprint_id, tag_id) DO UPDATE SET uses = imprint_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION imprint_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.imprint_id, OLD.imprint_id);
BEGIN
    UPDATE imprint_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM imprint_rating r WHERE r.imprint_id = which) WHERE m.imprint_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION imprint_by_gid(wanted uuid) RETURNS SETOF imprint LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM imprint WHERE gid = wanted UNION ALL SELECT e.* FROM imprint_redirect r JOIN imprint e ON e.id = r.imprint_id WHERE r.gid = wanted';
CREATE FUNCTION imprint_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM imprint_alias a WHERE a.imprint_id = which; END;
CREATE FUNCTION imprint_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM imprint e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION imprint_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE imprint_alias SET imprint_id = new_id WHERE imprint_id = old_id;
    UPDATE imprint_redirect SET imprint_id = new_id WHERE imprint_id = old_id;
    INSERT INTO imprint_redirect (gid, imprint_id) SELECT gid, new_id FROM imprint WHERE id = old_id;
    DELETE FROM imprint_tag WHERE imprint_id = old_id;
    DELETE FROM imprint_rating WHERE imprint_id = old_id;
    DELETE FROM imprint WHERE id = old_id;
END $$;
CREATE FUNCTION label(e imprint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION imprint_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE imprint_alias SET is_primary = false WHERE imprint_id = NEW.imprint_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION imprint_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM imprint e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM imprint_redirect r WHERE r.imprint_id = e.id)';
CREATE FUNCTION imprint_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM imprint_meta m WHERE m.imprint_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON imprint FOR EACH ROW EXECUTE FUNCTION imprint_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON imprint FOR EACH ROW EXECUTE FUNCTION imprint_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON imprint FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON imprint_tag_vote FOR EACH ROW EXECUTE FUNCTION imprint_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON imprint_rating FOR EACH ROW EXECUTE FUNCTION imprint_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON imprint_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION imprint_one_primary();
CREATE VIEW imprint_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM imprint e LEFT JOIN imprint_kind k ON k.id = e.kind_id LEFT JOIN imprint_meta m ON m.imprint_id = e.id;
COMMENT ON TABLE imprint IS 'Every imprint of the encyclopedia';

CREATE TABLE venue_kind (id serial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE venue (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id integer REFERENCES venue_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), address text, location point, capacity integer, opened partial_date, closed partial_date, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX venue_gid_idx ON venue (gid);
CREATE INDEX venue_name_idx ON venue (simple_name(name));
CREATE INDEX venue_search_idx ON venue USING gin (name gin_trgm_ops);
CREATE TABLE venue_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE venue_alias (id serial PRIMARY KEY, venue_id integer NOT NULL REFERENCES venue, name text NOT NULL, locale text, kind_id integer REFERENCES venue_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT venue_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX venue_alias_venue_idx ON venue_alias (venue_id);
CREATE UNIQUE INDEX venue_alias_primary_idx ON venue_alias (venue_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE venue_annotation (venue_id integer NOT NULL REFERENCES venue, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (venue_id, annotation_id));
CREATE TABLE venue_tag (venue_id integer NOT NULL REFERENCES venue, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (venue_id, tag_id));
CREATE TABLE venue_tag_vote (venue_id integer NOT NULL REFERENCES venue, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (venue_id, editor_id, tag_id));
CREATE TABLE venue_rating (venue_id integer NOT NULL REFERENCES venue, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (venue_id, editor_id));
CREATE TABLE venue_redirect (gid gid PRIMARY KEY, venue_id integer NOT NULL REFERENCES venue, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE venue_meta (venue_id integer PRIMARY KEY REFERENCES venue ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE venue_attribute (id serial PRIMARY KEY, venue_id integer NOT NULL REFERENCES venue, name text NOT NULL, value text, position smallint, UNIQUE (venue_id, name, value));
CREATE TABLE venue_image (id serial PRIMARY KEY, venue_id integer NOT NULL REFERENCES venue, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_venue (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, venue_id integer NOT NULL REFERENCES venue ON DELETE CASCADE, PRIMARY KEY (edit_id, venue_id));
CREATE FUNCTION venue_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO venue_meta (venue_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION venue_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION venue_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed venue_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO venue_tag (venue_id, tag_id, uses) VALUES (changed.venue_id, changed.tag_id, delta)
    ON CONFLICT (venue_id, tag_id) DO UPDATE SET uses = venue_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION venue_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.venue_id, OLD.venue_id);
BEGIN
    UPDATE venue_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM venue_rating r WHERE r.venue_id = which) WHERE m.venue_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION venue_by_gid(wanted uuid) RETURNS SETOF venue LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM venue WHERE gid = wanted UNION ALL SELECT e.* FROM venue_redirect r JOIN venue e ON e.id = r.venue_id WHERE r.gid = wanted';
CREATE FUNCTION venue_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM venue_alias a WHERE a.venue_id = which';
CREATE FUNCTION venue_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM venue e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION venue_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE venue_alias SET venue_id = new_id WHERE venue_id = old_id;
    UPDATE venue_redirect SET venue_id = new_id WHERE venue_id = old_id;
    INSERT INTO venue_redirect (gid, venue_id) SELECT gid, new_id FROM venue WHERE id = old_id;
    DELETE FROM venue_tag WHERE venue_id = old_id;
    DELETE FROM venue_rating WHERE venue_id = old_id;
    DELETE FROM venue WHERE id = old_id;
END $$;
CREATE FUNCTION label(e venue) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION venue_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE venue_alias SET is_primary = false WHERE venue_id = NEW.venue_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION venue_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM venue e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM venue_redirect r WHERE r.venue_id = e.id)';
CREATE FUNCTION venue_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM venue_meta m WHERE m.venue_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON venue FOR EACH ROW EXECUTE FUNCTION venue_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON venue FOR EACH ROW EXECUTE FUNCTION venue_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON venue FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON venue_tag_vote FOR EACH ROW EXECUTE FUNCTION venue_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON venue_rating FOR EACH ROW EXECUTE FUNCTION venue_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON venue_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION venue_one_primary();
CREATE VIEW venue_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM venue e LEFT JOIN venue_kind k ON k.id = e.kind_id LEFT JOIN venue_meta m ON m.venue_id = e.id;
COMMENT ON TABLE venue IS 'Every venue of the encyclopedia';

CREATE TABLE concert_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE concert (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id smallint REFERENCES concert_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), held_on daterange, starts time, cancelled boolean NOT NULL DEFAULT false, setlist text, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX concert_gid_idx ON concert (gid);
CREATE INDEX concert_name_idx ON concert (name);
CREATE INDEX concert_search_idx ON concert USING gin (to_tsvector('public.music', name));
CREATE TABLE concert_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE concert_alias (id serial PRIMARY KEY, concert_id integer NOT NULL REFERENCES concert, name text NOT NULL, locale text, kind_id integer REFERENCES concert_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT concert_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX concert_alias_concert_idx ON concert_alias (concert_id);
CREATE UNIQUE INDEX concert_alias_primary_idx ON concert_alias (concert_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE concert_annotation (concert_id integer NOT NULL REFERENCES concert, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (concert_id, annotation_id));
CREATE TABLE concert_tag (concert_id integer NOT NULL REFERENCES concert, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (concert_id, tag_id));
CREATE TABLE concert_tag_vote (concert_id integer NOT NULL REFERENCES concert, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (concert_id, editor_id, tag_id));
CREATE TABLE concert_rating (concert_id integer NOT NULL REFERENCES concert, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (concert_id, editor_id));
CREATE TABLE concert_redirect (gid gid PRIMARY KEY, concert_id integer NOT NULL REFERENCES concert ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE concert_meta (concert_id integer PRIMARY KEY REFERENCES concert ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE concert_attribute (id serial PRIMARY KEY, concert_id integer NOT NULL REFERENCES concert, name text NOT NULL, value text, position smallint, UNIQUE (concert_id, name, value));
CREATE TABLE concert_image (id serial PRIMARY KEY, concert_id integer NOT NULL REFERENCES concert, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_concert (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, concert_id integer NOT NULL REFERENCES concert ON DELETE CASCADE, PRIMARY KEY (edit_id, concert_id));
CREATE FUNCTION concert_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO concert_meta (concert_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION concert_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION concert_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed concert_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO concert_tag (concert_id, tag_id, uses) VALUES (changed.concert_id, changed.tag_id, delta)
    ON CONFLICT (concert_id, tag_id) DO UPDATE SET uses = concert_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION concert_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.concert_id, OLD.concert_id);
BEGIN
    UPDATE concert_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM concert_rating r WHERE r.concert_id = which) WHERE m.concert_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION concert_by_gid(wanted uuid) RETURNS SETOF concert LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM concert WHERE gid = wanted UNION ALL SELECT e.* FROM concert_redirect r JOIN concert e ON e.id = r.concert_id WHERE r.gid = wanted';
CREATE FUNCTION concert_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM concert_alias a WHERE a.concert_id = which; END;
CREATE FUNCTION concert_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM concert e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION concert_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE concert_alias SET concert_id = new_id WHERE concert_id = old_id;
    UPDATE concert_redirect SET concert_id = new_id WHERE concert_id = old_id;
    INSERT INTO concert_redirect (gid, concert_id) SELECT gid, new_id FROM concert WHERE id = old_id;
    DELETE FROM concert_tag WHERE concert_id = old_id;
    DELETE FROM concert_rating WHERE concert_id = old_id;
    DELETE FROM concert WHERE id = old_id;
END $$;
CREATE FUNCTION label(e concert) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION concert_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE concert_alias SET is_primary = false WHERE concert_id = NEW.concert_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION concert_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM concert e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM concert_redirect r WHERE r.concert_id = e.id)';
CREATE FUNCTION concert_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM concert_meta m WHERE m.concert_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON concert FOR EACH ROW EXECUTE FUNCTION concert_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON concert FOR EACH ROW EXECUTE FUNCTION concert_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON concert FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON concert_tag_vote FOR EACH ROW EXECUTE FUNCTION concert_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON concert_rating FOR EACH ROW EXECUTE FUNCTION concert_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON concert_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION concert_one_primary();
CREATE VIEW concert_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM concert e LEFT JOIN concert_kind k ON k.id = e.kind_id LEFT JOIN concert_meta m ON m.concert_id = e.id;
COMMENT ON TABLE concert IS 'Every concert of the encyclopedia';

CREATE TABLE festival_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE festival (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id smallint REFERENCES festival_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), months int4range, yearly boolean NOT NULL DEFAULT true, website text, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX festival_gid_idx ON festival (gid);
CREATE INDEX festival_name_idx ON festival (simple_name(name));
CREATE INDEX festival_search_idx ON festival USING gin (to_tsvector('public.music', name));
CREATE TABLE festival_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE festival_alias (id serial PRIMARY KEY, festival_id integer NOT NULL REFERENCES festival, name text NOT NULL, locale text, kind_id integer REFERENCES festival_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT festival_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX festival_alias_festival_idx ON festival_alias (festival_id);
CREATE UNIQUE INDEX festival_alias_primary_idx ON festival_alias (festival_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE festival_annotation (festival_id integer NOT NULL REFERENCES festival, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (festival_id, annotation_id));
CREATE TABLE festival_tag (festival_id integer NOT NULL REFERENCES festival, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (festival_id, tag_id));
CREATE TABLE festival_tag_vote (festival_id integer NOT NULL REFERENCES festival, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (festival_id, editor_id, tag_id));
CREATE TABLE festival_rating (festival_id integer NOT NULL REFERENCES festival, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (festival_id, editor_id));
CREATE TABLE festival_redirect (gid gid PRIMARY KEY, festival_id integer NOT NULL REFERENCES festival, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE festival_meta (festival_id integer PRIMARY KEY REFERENCES festival ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE festival_attribute (id serial PRIMARY KEY, festival_id integer NOT NULL REFERENCES festival, name text NOT NULL, value text, position smallint, UNIQUE (festival_id, name, value));
CREATE TABLE festival_image (id serial PRIMARY KEY, festival_id integer NOT NULL REFERENCES festival, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_festival (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, festival_id integer NOT NULL REFERENCES festival ON DELETE CASCADE, PRIMARY KEY (edit_id, festival_id));
CREATE FUNCTION festival_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO festival_meta (festival_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION festival_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION festival_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed festival_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO festival_tag (festival_id, tag_id, uses) VALUES (changed.festival_id, changed.tag_id, delta)
    ON CONFLICT (festival_id, tag_id) DO UPDATE SET uses = festival_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION festival_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.festival_id, OLD.festival_id);
BEGIN
    UPDATE festival_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM festival_rating r WHERE r.festival_id = which) WHERE m.festival_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION festival_by_gid(wanted uuid) RETURNS SETOF festival LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM festival WHERE gid = wanted UNION ALL SELECT e.* FROM festival_redirect r JOIN festival e ON e.id = r.festival_id WHERE r.gid = wanted';
CREATE FUNCTION festival_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM festival_alias a WHERE a.festival_id = which';
CREATE FUNCTION festival_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM festival e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION festival_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE festival_alias SET festival_id = new_id WHERE festival_id = old_id;
    UPDATE festival_redirect SET festival_id = new_id WHERE festival_id = old_id;
    INSERT INTO festival_redirect (gid, festival_id) SELECT gid, new_id FROM festival WHERE id = old_id;
    DELETE FROM festival_tag WHERE festival_id = old_id;
    DELETE FROM festival_rating WHERE festival_id = old_id;
    DELETE FROM festival WHERE id = old_id;
END $$;
CREATE FUNCTION label(e festival) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION festival_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE festival_alias SET is_primary = false WHERE festival_id = NEW.festival_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION festival_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM festival e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM festival_redirect r WHERE r.festival_id = e.id)';
CREATE FUNCTION festival_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM festival_meta m WHERE m.festival_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON festival FOR EACH ROW EXECUTE FUNCTION festival_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON festival FOR EACH ROW EXECUTE FUNCTION festival_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON festival FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON festival_tag_vote FOR EACH ROW EXECUTE FUNCTION festival_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON festival_rating FOR EACH ROW EXECUTE FUNCTION festival_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON festival_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION festival_one_primary();
CREATE VIEW festival_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM festival e LEFT JOIN festival_kind k ON k.id = e.kind_id LEFT JOIN festival_meta m ON m.festival_id = e.id;
COMMENT ON TABLE festival IS 'Every festival of the encyclopedia';

CREATE TABLE instrument_kind (id serial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE instrument (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id integer REFERENCES instrument_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), description text, hornbostel varchar(30), range_low smallint, range_high smallint, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX instrument_gid_idx ON instrument (gid);
CREATE INDEX instrument_name_idx ON instrument (name);
CREATE INDEX instrument_search_idx ON instrument USING gin (name gin_trgm_ops);
CREATE TABLE instrument_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE instrument_alias (id serial PRIMARY KEY, instrument_id integer NOT NULL REFERENCES instrument, name text NOT NULL, locale text, kind_id integer REFERENCES instrument_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT instrument_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX instrument_alias_instrument_idx ON instrument_alias (instrument_id);
CREATE UNIQUE INDEX instrument_alias_primary_idx ON instrument_alias (instrument_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE instrument_annotation (instrument_id integer NOT NULL REFERENCES instrument, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (instrument_id, annotation_id));
CREATE TABLE instrument_tag (instrument_id integer NOT NULL REFERENCES instrument, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (instrument_id, tag_id));
CREATE TABLE instrument_tag_vote (instrument_id integer NOT NULL REFERENCES instrument, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (instrument_id, editor_id, tag_id));
CREATE TABLE instrument_rating (instrument_id integer NOT NULL REFERENCES instrument, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (instrument_id, editor_id));
CREATE TABLE instrument_redirect (gid gid PRIMARY KEY, instrument_id integer NOT NULL REFERENCES instrument ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE instrument_meta (instrument_id integer PRIMARY KEY REFERENCES instrument ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE instrument_attribute (id serial PRIMARY KEY, instrument_id integer NOT NULL REFERENCES instrument, name text NOT NULL, value text, position smallint, UNIQUE (instrument_id, name, value));
CREATE TABLE instrument_image (id serial PRIMARY KEY, instrument_id integer NOT NULL REFERENCES instrument, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_instrument (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, instrument_id integer NOT NULL REFERENCES instrument ON DELETE CASCADE, PRIMARY KEY (edit_id, instrument_id));
CREATE FUNCTION instrument_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO instrument_meta (instrument_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION instrument_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION instrument_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed instrument_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO instrument_tag (instrument_id, tag_id, uses) VALUES (changed.instrument_id, changed.tag_id, delta)
    ON CONFLICT (instrument_id, tag_id) DO UPDATE SET uses = instrument_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION instrument_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.instrument_id, OLD.instrument_id);
BEGIN
    UPDATE instrument_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM instrument_rating r WHERE r.instrument_id = which) WHERE m.instrument_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION instrument_by_gid(wanted uuid) RETURNS SETOF instrument LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM instrument WHERE gid = wanted UNION ALL SELECT e.* FROM instrument_redirect r JOIN instrument e ON e.id = r.instrument_id WHERE r.gid = wanted';
CREATE FUNCTION instrument_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM instrument_alias a WHERE a.instrument_id = which; END;
CREATE FUNCTION instrument_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM instrument e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION instrument_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE instrument_alias SET instrument_id = new_id WHERE instrument_id = old_id;
    UPDATE instrument_redirect SET instrument_id = new_id WHERE instrument_id = old_id;
    INSERT INTO instrument_redirect (gid, instrument_id) SELECT gid, new_id FROM instrument WHERE id = old_id;
    DELETE FROM instrument_tag WHERE instrument_id = old_id;
    DELETE FROM instrument_rating WHERE instrument_id = old_id;
    DELETE FROM instrument WHERE id = old_id;
END $$;
CREATE FUNCTION label(e instrument) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION instrument_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE instrument_alias SET is_primary = false WHERE instrument_id = NEW.instrument_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION instrument_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM instrument e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM instrument_redirect r WHERE r.instrument_id = e.id)';
CREATE FUNCTION instrument_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM instrument_meta m WHERE m.instrument_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON instrument FOR EACH ROW EXECUTE FUNCTION instrument_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON instrument FOR EACH ROW EXECUTE FUNCTION instrument_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON instrument FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON instrument_tag_vote FOR EACH ROW EXECUTE FUNCTION instrument_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON instrument_rating FOR EACH ROW EXECUTE FUNCTION instrument_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON instrument_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION instrument_one_primary();
CREATE VIEW instrument_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM instrument e LEFT JOIN instrument_kind k ON k.id = e.kind_id LEFT JOIN instrument_meta m ON m.instrument_id = e.id;
COMMENT ON TABLE instrument IS 'Every instrument of the encyclopedia';

CREATE TABLE style_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE style (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id smallint REFERENCES style_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), description text, parent_id integer, since_year smallint, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX style_gid_idx ON style (gid);
CREATE INDEX style_name_idx ON style (simple_name(name));
CREATE INDEX style_search_idx ON style USING gin (to_tsvector('public.music', name));
CREATE TABLE style_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE style_alias (id serial PRIMARY KEY, style_id integer NOT NULL REFERENCES style, name text NOT NULL, locale text, kind_id integer REFERENCES style_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT style_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX style_alias_style_idx ON style_alias (style_id);
CREATE UNIQUE INDEX style_alias_primary_idx ON style_alias (style_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE style_annotation (style_id integer NOT NULL REFERENCES style, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (style_id, annotation_id));
CREATE TABLE style_tag (style_id integer NOT NULL REFERENCES style, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (style_id, tag_id));
CREATE TABLE style_tag_vote (style_id integer NOT NULL REFERENCES style, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (style_id, editor_id, tag_id));
CREATE TABLE style_rating (style_id integer NOT NULL REFERENCES style, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (style_id, editor_id));
CREATE TABLE style_redirect (gid gid PRIMARY KEY, style_id integer NOT NULL REFERENCES style, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE style_meta (style_id integer PRIMARY KEY REFERENCES style ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE style_attribute (id serial PRIMARY KEY, style_id integer NOT NULL REFERENCES style, name text NOT NULL, value text, position smallint, UNIQUE (style_id, name, value));
CREATE TABLE style_image (id serial PRIMARY KEY, style_id integer NOT NULL REFERENCES style, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_style (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, style_id integer NOT NULL REFERENCES style ON DELETE CASCADE, PRIMARY KEY (edit_id, style_id));
CREATE FUNCTION style_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO style_meta (style_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION style_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION style_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed style_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO style_tag (style_id, tag_id, uses) VALUES (changed.style_id, changed.tag_id, delta)
    ON CONFLICT (style_id, tag_id) DO UPDATE SET uses = style_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION style_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.style_id, OLD.style_id);
BEGIN
    UPDATE style_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM style_rating r WHERE r.style_id = which) WHERE m.style_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION style_by_gid(wanted uuid) RETURNS SETOF style LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM style WHERE gid = wanted UNION ALL SELECT e.* FROM style_redirect r JOIN style e ON e.id = r.style_id WHERE r.gid = wanted';
CREATE FUNCTION style_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM style_alias a WHERE a.style_id = which';
CREATE FUNCTION style_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM style e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION style_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE style_alias SET style_id = new_id WHERE style_id = old_id;
    UPDATE style_redirect SET style_id = new_id WHERE style_id = old_id;
    INSERT INTO style_redirect (gid, style_id) SELECT gid, new_id FROM style WHERE id = old_id;
    DELETE FROM style_tag WHERE style_id = old_id;
    DELETE FROM style_rating WHERE style_id = old_id;
    DELETE FROM style WHERE id = old_id;
END $$;
CREATE FUNCTION label(e style) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION style_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE style_alias SET is_primary = false WHERE style_id = NEW.style_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION style_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM style e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM style_redirect r WHERE r.style_id = e.id)';
CREATE FUNCTION style_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM style_meta m WHERE m.style_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON style FOR EACH ROW EXECUTE FUNCTION style_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON style FOR EACH ROW EXECUTE FUNCTION style_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON style FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON style_tag_vote FOR EACH ROW EXECUTE FUNCTION style_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON style_rating FOR EACH ROW EXECUTE FUNCTION style_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON style_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION style_one_primary();
CREATE VIEW style_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM style e LEFT JOIN style_kind k ON k.id = e.kind_id LEFT JOIN style_meta m ON m.style_id = e.id;
COMMENT ON TABLE style IS 'Every style of the encyclopedia';

CREATE TABLE area_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE area (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id smallint REFERENCES area_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), iso varchar(6), parent_id integer, began partial_date, ended_on partial_date, outline polygon, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX area_gid_idx ON area (gid);
CREATE INDEX area_name_idx ON area (name);
CREATE INDEX area_search_idx ON area USING gin (to_tsvector('public.music', name));
CREATE TABLE area_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE area_alias (id serial PRIMARY KEY, area_id integer NOT NULL REFERENCES area, name text NOT NULL, locale text, kind_id integer REFERENCES area_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT area_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX area_alias_area_idx ON area_alias (area_id);
CREATE UNIQUE INDEX area_alias_primary_idx ON area_alias (area_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE area_annotation (area_id integer NOT NULL REFERENCES area, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (area_id, annotation_id));
CREATE TABLE area_tag (area_id integer NOT NULL REFERENCES area, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (area_id, tag_id));
CREATE TABLE area_tag_vote (area_id integer NOT NULL REFERENCES area, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (area_id, editor_id, tag_id));
CREATE TABLE area_rating (area_id integer NOT NULL REFERENCES area, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (area_id, editor_id));
CREATE TABLE area_redirect (gid gid PRIMARY KEY, area_id integer NOT NULL REFERENCES area ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE area_meta (area_id integer PRIMARY KEY REFERENCES area ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE area_attribute (id serial PRIMARY KEY, area_id integer NOT NULL REFERENCES area, name text NOT NULL, value text, position smallint, UNIQUE (area_id, name, value));
CREATE TABLE area_image (id serial PRIMARY KEY, area_id integer NOT NULL REFERENCES area, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_area (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, area_id integer NOT NULL REFERENCES area ON DELETE CASCADE, PRIMARY KEY (edit_id, area_id));
CREATE FUNCTION area_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO area_meta (area_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION area_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION area_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed area_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO area_tag (area_id, tag_id, uses) VALUES (changed.area_id, changed.tag_id, delta)
    ON CONFLICT (area_id, tag_id) DO UPDATE SET uses = area_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION area_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.area_id, OLD.area_id);
BEGIN
    UPDATE area_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM area_rating r WHERE r.area_id = which) WHERE m.area_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION area_by_gid(wanted uuid) RETURNS SETOF area LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM area WHERE gid = wanted UNION ALL SELECT e.* FROM area_redirect r JOIN area e ON e.id = r.area_id WHERE r.gid = wanted';
CREATE FUNCTION area_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM area_alias a WHERE a.area_id = which; END;
CREATE FUNCTION area_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM area e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION area_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE area_alias SET area_id = new_id WHERE area_id = old_id;
    UPDATE area_redirect SET area_id = new_id WHERE area_id = old_id;
    INSERT INTO area_redirect (gid, area_id) SELECT gid, new_id FROM area WHERE id = old_id;
    DELETE FROM area_tag WHERE area_id = old_id;
    DELETE FROM area_rating WHERE area_id = old_id;
    DELETE FROM area WHERE id = old_id;
END $$;
CREATE FUNCTION label(e area) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION area_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE area_alias SET is_primary = false WHERE area_id = NEW.area_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION area_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM area e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM area_redirect r WHERE r.area_id = e.id)';
CREATE FUNCTION area_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM area_meta m WHERE m.area_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON area FOR EACH ROW EXECUTE FUNCTION area_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON area FOR EACH ROW EXECUTE FUNCTION area_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON area FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON area_tag_vote FOR EACH ROW EXECUTE FUNCTION area_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON area_rating FOR EACH ROW EXECUTE FUNCTION area_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON area_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION area_one_primary();
CREATE VIEW area_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM area e LEFT JOIN area_kind k ON k.id = e.kind_id LEFT JOIN area_meta m ON m.area_id = e.id;
COMMENT ON TABLE area IS 'Every area of the encyclopedia';

CREATE TABLE series_kind (id serial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE series (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id integer REFERENCES series_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), ordering series_ordering NOT NULL DEFAULT 'manual', item_kind text NOT NULL DEFAULT 'release', updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX series_gid_idx ON series (gid);
CREATE INDEX series_name_idx ON series (simple_name(name));
CREATE INDEX series_search_idx ON series USING gin (name gin_trgm_ops);
CREATE TABLE series_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE series_alias (id serial PRIMARY KEY, series_id integer NOT NULL REFERENCES series, name text NOT NULL, locale text, kind_id integer REFERENCES series_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT series_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX series_alias_series_idx ON series_alias (series_id);
CREATE UNIQUE INDEX series_alias_primary_idx ON series_alias (series_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE series_annotation (series_id integer NOT NULL REFERENCES series, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (series_id, annotation_id));
CREATE TABLE series_tag (series_id integer NOT NULL REFERENCES series, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (series_id, tag_id));
CREATE TABLE series_tag_vote (series_id integer NOT NULL REFERENCES series, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (series_id, editor_id, tag_id));
CREATE TABLE series_rating (series_id integer NOT NULL REFERENCES series, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (series_id, editor_id));
CREATE TABLE series_redirect (gid gid PRIMARY KEY, series_id integer NOT NULL REFERENCES series, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE series_meta (series_id integer PRIMARY KEY REFERENCES series ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE series_attribute (id serial PRIMARY KEY, series_id integer NOT NULL REFERENCES series, name text NOT NULL, value text, position smallint, UNIQUE (series_id, name, value));
CREATE TABLE series_image (id serial PRIMARY KEY, series_id integer NOT NULL REFERENCES series, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_series (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, series_id integer NOT NULL REFERENCES series ON DELETE CASCADE, PRIMARY KEY (edit_id, series_id));
CREATE FUNCTION series_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO series_meta (series_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION series_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION series_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed series_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO series_tag (series_id, tag_id, uses) VALUES (changed.series_id, changed.tag_id, delta)
    ON CONFLICT (series_id, tag_id) DO UPDATE SET uses = series_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION series_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.series_id, OLD.series_id);
BEGIN
    UPDATE series_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM series_rating r WHERE r.series_id = which) WHERE m.series_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION series_by_gid(wanted uuid) RETURNS SETOF series LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM series WHERE gid = wanted UNION ALL SELECT e.* FROM series_redirect r JOIN series e ON e.id = r.series_id WHERE r.gid = wanted';
CREATE FUNCTION series_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM series_alias a WHERE a.series_id = which';
CREATE FUNCTION series_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM series e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION series_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE series_alias SET series_id = new_id WHERE series_id = old_id;
    UPDATE series_redirect SET series_id = new_id WHERE series_id = old_id;
    INSERT INTO series_redirect (gid, series_id) SELECT gid, new_id FROM series WHERE id = old_id;
    DELETE FROM series_tag WHERE series_id = old_id;
    DELETE FROM series_rating WHERE series_id = old_id;
    DELETE FROM series WHERE id = old_id;
END $$;
CREATE FUNCTION label(e series) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION series_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE series_alias SET is_primary = false WHERE series_id = NEW.series_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION series_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM series e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM series_redirect r WHERE r.series_id = e.id)';
CREATE FUNCTION series_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM series_meta m WHERE m.series_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON series FOR EACH ROW EXECUTE FUNCTION series_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON series FOR EACH ROW EXECUTE FUNCTION series_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON series FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON series_tag_vote FOR EACH ROW EXECUTE FUNCTION series_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON series_rating FOR EACH ROW EXECUTE FUNCTION series_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON series_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION series_one_primary();
CREATE VIEW series_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM series e LEFT JOIN series_kind k ON k.id = e.kind_id LEFT JOIN series_meta m ON m.series_id = e.id;
COMMENT ON TABLE series IS 'Every series of the encyclopedia';

CREATE TABLE broadcast_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE broadcast (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id smallint REFERENCES broadcast_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), station text, aired tstzrange, syndicated boolean NOT NULL DEFAULT false, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX broadcast_gid_idx ON broadcast (gid);
CREATE INDEX broadcast_name_idx ON broadcast (name);
CREATE INDEX broadcast_search_idx ON broadcast USING gin (to_tsvector('public.music', name));
CREATE TABLE broadcast_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE broadcast_alias (id serial PRIMARY KEY, broadcast_id integer NOT NULL REFERENCES broadcast, name text NOT NULL, locale text, kind_id integer REFERENCES broadcast_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT broadcast_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX broadcast_alias_broadcast_idx ON broadcast_alias (broadcast_id);
CREATE UNIQUE INDEX broadcast_alias_primary_idx ON broadcast_alias (broadcast_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE broadcast_annotation (broadcast_id integer NOT NULL REFERENCES broadcast, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (broadcast_id, annotation_id));
CREATE TABLE broadcast_tag (broadcast_id integer NOT NULL REFERENCES broadcast, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (broadcast_id, tag_id));
CREATE TABLE broadcast_tag_vote (broadcast_id integer NOT NULL REFERENCES broadcast, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (broadcast_id, editor_id, tag_id));
CREATE TABLE broadcast_rating (broadcast_id integer NOT NULL REFERENCES broadcast, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (broadcast_id, editor_id));
CREATE TABLE broadcast_redirect (gid gid PRIMARY KEY, broadcast_id integer NOT NULL REFERENCES broadcast ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE broadcast_meta (broadcast_id integer PRIMARY KEY REFERENCES broadcast ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE broadcast_attribute (id serial PRIMARY KEY, broadcast_id integer NOT NULL REFERENCES broadcast, name text NOT NULL, value text, position smallint, UNIQUE (broadcast_id, name, value));
CREATE TABLE broadcast_image (id serial PRIMARY KEY, broadcast_id integer NOT NULL REFERENCES broadcast, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_broadcast (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, broadcast_id integer NOT NULL REFERENCES broadcast ON DELETE CASCADE, PRIMARY KEY (edit_id, broadcast_id));
CREATE FUNCTION broadcast_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO broadcast_meta (broadcast_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION broadcast_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION broadcast_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed broadcast_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO broadcast_tag (broadcast_id, tag_id, uses) VALUES (changed.broadcast_id, changed.tag_id, delta)
    ON CONFLICT (broadcast_id, tag_id) DO UPDATE SET uses = broadcast_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION broadcast_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.broadcast_id, OLD.broadcast_id);
BEGIN
    UPDATE broadcast_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM broadcast_rating r WHERE r.broadcast_id = which) WHERE m.broadcast_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION broadcast_by_gid(wanted uuid) RETURNS SETOF broadcast LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM broadcast WHERE gid = wanted UNION ALL SELECT e.* FROM broadcast_redirect r JOIN broadcast e ON e.id = r.broadcast_id WHERE r.gid = wanted';
CREATE FUNCTION broadcast_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM broadcast_alias a WHERE a.broadcast_id = which; END;
CREATE FUNCTION broadcast_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM broadcast e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION broadcast_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE broadcast_alias SET broadcast_id = new_id WHERE broadcast_id = old_id;
    UPDATE broadcast_redirect SET broadcast_id = new_id WHERE broadcast_id = old_id;
    INSERT INTO broadcast_redirect (gid, broadcast_id) SELECT gid, new_id FROM broadcast WHERE id = old_id;
    DELETE FROM broadcast_tag WHERE broadcast_id = old_id;
    DELETE FROM broadcast_rating WHERE broadcast_id = old_id;
    DELETE FROM broadcast WHERE id = old_id;
END $$;
CREATE FUNCTION label(e broadcast) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION broadcast_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE broadcast_alias SET is_primary = false WHERE broadcast_id = NEW.broadcast_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION broadcast_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM broadcast e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM broadcast_redirect r WHERE r.broadcast_id = e.id)';
CREATE FUNCTION broadcast_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM broadcast_meta m WHERE m.broadcast_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON broadcast FOR EACH ROW EXECUTE FUNCTION broadcast_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON broadcast FOR EACH ROW EXECUTE FUNCTION broadcast_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON broadcast FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON broadcast_tag_vote FOR EACH ROW EXECUTE FUNCTION broadcast_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON broadcast_rating FOR EACH ROW EXECUTE FUNCTION broadcast_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON broadcast_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION broadcast_one_primary();
CREATE VIEW broadcast_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM broadcast e LEFT JOIN broadcast_kind k ON k.id = e.kind_id LEFT JOIN broadcast_meta m ON m.broadcast_id = e.id;
COMMENT ON TABLE broadcast IS 'Every broadcast of the encyclopedia';

CREATE TABLE score_kind (id smallserial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE score (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, kind_id smallint REFERENCES score_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), pages smallint, publisher text, plate_number text, engraved partial_date, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX score_gid_idx ON score (gid);
CREATE INDEX score_name_idx ON score (simple_name(name));
CREATE INDEX score_search_idx ON score USING gin (to_tsvector('public.music', name));
CREATE TABLE score_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE score_alias (id serial PRIMARY KEY, score_id integer NOT NULL REFERENCES score, name text NOT NULL, locale text, kind_id integer REFERENCES score_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT score_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX score_alias_score_idx ON score_alias (score_id);
CREATE UNIQUE INDEX score_alias_primary_idx ON score_alias (score_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE score_annotation (score_id integer NOT NULL REFERENCES score, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (score_id, annotation_id));
CREATE TABLE score_tag (score_id integer NOT NULL REFERENCES score, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (score_id, tag_id));
CREATE TABLE score_tag_vote (score_id integer NOT NULL REFERENCES score, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (score_id, editor_id, tag_id));
CREATE TABLE score_rating (score_id integer NOT NULL REFERENCES score, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (score_id, editor_id));
CREATE TABLE score_redirect (gid gid PRIMARY KEY, score_id integer NOT NULL REFERENCES score, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE score_meta (score_id integer PRIMARY KEY REFERENCES score ON DELETE CASCADE, rating stars, rating_count integer, info jsonb);
CREATE TABLE score_attribute (id serial PRIMARY KEY, score_id integer NOT NULL REFERENCES score, name text NOT NULL, value text, position smallint, UNIQUE (score_id, name, value));
CREATE TABLE score_image (id serial PRIMARY KEY, score_id integer NOT NULL REFERENCES score, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_score (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, score_id integer NOT NULL REFERENCES score ON DELETE CASCADE, PRIMARY KEY (edit_id, score_id));
CREATE FUNCTION score_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO score_meta (score_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION score_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION score_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed score_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO score_tag (score_id, tag_id, uses) VALUES (changed.score_id, changed.tag_id, delta)
    ON CONFLICT (score_id, tag_id) DO UPDATE SET uses = score_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION score_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.score_id, OLD.score_id);
BEGIN
    UPDATE score_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM score_rating r WHERE r.score_id = which) WHERE m.score_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION score_by_gid(wanted uuid) RETURNS SETOF score LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM score WHERE gid = wanted UNION ALL SELECT e.* FROM score_redirect r JOIN score e ON e.id = r.score_id WHERE r.gid = wanted';
CREATE FUNCTION score_names(which integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM score_alias a WHERE a.score_id = which';
CREATE FUNCTION score_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM score e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION score_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE score_alias SET score_id = new_id WHERE score_id = old_id;
    UPDATE score_redirect SET score_id = new_id WHERE score_id = old_id;
    INSERT INTO score_redirect (gid, score_id) SELECT gid, new_id FROM score WHERE id = old_id;
    DELETE FROM score_tag WHERE score_id = old_id;
    DELETE FROM score_rating WHERE score_id = old_id;
    DELETE FROM score WHERE id = old_id;
END $$;
CREATE FUNCTION label(e score) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION score_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE score_alias SET is_primary = false WHERE score_id = NEW.score_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION score_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM score e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM score_redirect r WHERE r.score_id = e.id)';
CREATE FUNCTION score_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM score_meta m WHERE m.score_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON score FOR EACH ROW EXECUTE FUNCTION score_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON score FOR EACH ROW EXECUTE FUNCTION score_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON score FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON score_tag_vote FOR EACH ROW EXECUTE FUNCTION score_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON score_rating FOR EACH ROW EXECUTE FUNCTION score_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON score_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION score_one_primary();
CREATE VIEW score_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM score e LEFT JOIN score_kind k ON k.id = e.kind_id LEFT JOIN score_meta m ON m.score_id = e.id;
COMMENT ON TABLE score IS 'Every score of the encyclopedia';

CREATE TABLE studio_kind (id serial PRIMARY KEY, name text NOT NULL, parent_id integer, position integer NOT NULL DEFAULT 0, description text);
CREATE TABLE studio (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, kind_id integer REFERENCES studio_kind, note varchar(255) NOT NULL DEFAULT '', edits_pending integer NOT NULL DEFAULT 0 CHECK (edits_pending >= 0), address text, rooms smallint NOT NULL DEFAULT 1, equipment text[] NOT NULL DEFAULT '{}', updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX studio_gid_idx ON studio (gid);
CREATE INDEX studio_name_idx ON studio (name);
CREATE INDEX studio_search_idx ON studio USING gin (name gin_trgm_ops);
CREATE TABLE studio_alias_kind (id serial PRIMARY KEY, name text NOT NULL, position integer NOT NULL DEFAULT 0);
CREATE TABLE studio_alias (id serial PRIMARY KEY, studio_id integer NOT NULL REFERENCES studio, name text NOT NULL, locale text, kind_id integer REFERENCES studio_alias_kind, began partial_date, ended partial_date, is_primary boolean NOT NULL DEFAULT false, CONSTRAINT studio_alias_primary_check CHECK (NOT is_primary OR locale IS NOT NULL));
CREATE INDEX studio_alias_studio_idx ON studio_alias (studio_id);
CREATE UNIQUE INDEX studio_alias_primary_idx ON studio_alias (studio_id, locale) WHERE is_primary AND locale IS NOT NULL;
CREATE TABLE studio_annotation (studio_id integer NOT NULL REFERENCES studio, annotation_id integer NOT NULL REFERENCES editing.annotation, PRIMARY KEY (studio_id, annotation_id));
CREATE TABLE studio_tag (studio_id integer NOT NULL REFERENCES studio, tag_id integer NOT NULL REFERENCES tag, uses integer NOT NULL DEFAULT 0, PRIMARY KEY (studio_id, tag_id));
CREATE TABLE studio_tag_vote (studio_id integer NOT NULL REFERENCES studio, editor_id integer NOT NULL REFERENCES editing.editor, tag_id integer NOT NULL REFERENCES tag, upvote boolean NOT NULL DEFAULT true, PRIMARY KEY (studio_id, editor_id, tag_id));
CREATE TABLE studio_rating (studio_id integer NOT NULL REFERENCES studio, editor_id integer NOT NULL REFERENCES editing.editor, stars stars NOT NULL, PRIMARY KEY (studio_id, editor_id));
CREATE TABLE studio_redirect (gid gid PRIMARY KEY, studio_id integer NOT NULL REFERENCES studio ON DELETE CASCADE, made_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE studio_meta (studio_id integer PRIMARY KEY REFERENCES studio ON DELETE CASCADE, rating stars, rating_count integer, info jsonb NOT NULL DEFAULT '{}');
CREATE TABLE studio_attribute (id serial PRIMARY KEY, studio_id integer NOT NULL REFERENCES studio, name text NOT NULL, value text, position smallint, UNIQUE (studio_id, name, value));
CREATE TABLE studio_image (id serial PRIMARY KEY, studio_id integer NOT NULL REFERENCES studio, source page_url NOT NULL, width integer, height integer, added_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE editing.edit_studio (edit_id bigint NOT NULL REFERENCES editing.edit ON DELETE CASCADE, studio_id integer NOT NULL REFERENCES studio ON DELETE CASCADE, PRIMARY KEY (edit_id, studio_id));
CREATE FUNCTION studio_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO studio_meta (studio_id) VALUES (NEW.id); RETURN NULL; END $$;
CREATE FUNCTION studio_before_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.name IS DISTINCT FROM OLD.name THEN NEW.updated_at := now(); END IF; RETURN NEW; END $$;
CREATE FUNCTION studio_tag_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed studio_tag_vote%ROWTYPE; delta integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    changed := coalesce(NEW, OLD);
    INSERT INTO studio_tag (studio_id, tag_id, uses) VALUES (changed.studio_id, changed.tag_id, delta)
    ON CONFLICT (studio_id, tag_id) DO UPDATE SET uses = studio_tag.uses + delta;
    UPDATE tag SET uses = uses + delta WHERE id = changed.tag_id;
    RETURN NULL;
END $$;
CREATE FUNCTION studio_rating_recount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which integer := coalesce(NEW.studio_id, OLD.studio_id);
BEGIN
    UPDATE studio_meta m SET (rating, rating_count) = (SELECT avg(r.stars)::smallint, count(*) FROM studio_rating r WHERE r.studio_id = which) WHERE m.studio_id = which;
    RETURN NULL;
END $$;
CREATE FUNCTION studio_by_gid(wanted uuid) RETURNS SETOF studio LANGUAGE sql STABLE ROWS 1 AS 'SELECT * FROM studio WHERE gid = wanted UNION ALL SELECT e.* FROM studio_redirect r JOIN studio e ON e.id = r.studio_id WHERE r.gid = wanted';
CREATE FUNCTION studio_names(which integer) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC SELECT names(a.name ORDER BY a.is_primary DESC, a.name) FROM studio_alias a WHERE a.studio_id = which; END;
CREATE FUNCTION studio_find(words text, most integer DEFAULT 25) RETURNS TABLE (id integer, name text) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name FROM studio e WHERE to_tsvector('public.music', e.name) @@ plainto_tsquery('public.music', words) ORDER BY e.name LIMIT most $$;
CREATE FUNCTION studio_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE studio_alias SET studio_id = new_id WHERE studio_id = old_id;
    UPDATE studio_redirect SET studio_id = new_id WHERE studio_id = old_id;
    INSERT INTO studio_redirect (gid, studio_id) SELECT gid, new_id FROM studio WHERE id = old_id;
    DELETE FROM studio_tag WHERE studio_id = old_id;
    DELETE FROM studio_rating WHERE studio_id = old_id;
    DELETE FROM studio WHERE id = old_id;
END $$;
CREATE FUNCTION label(e studio) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || e.note || ')' ELSE '' END $$;
CREATE FUNCTION studio_one_primary() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE studio_alias SET is_primary = false WHERE studio_id = NEW.studio_id AND locale = NEW.locale AND id <> NEW.id; RETURN NEW; END $$;
CREATE FUNCTION studio_unused(min_days integer DEFAULT 7) RETURNS SETOF integer LANGUAGE sql STABLE AS 'SELECT e.id FROM studio e WHERE e.edits_pending = 0 AND e.updated_at < now() - make_interval(days => min_days) AND NOT EXISTS (SELECT FROM studio_redirect r WHERE r.studio_id = e.id)';
CREATE FUNCTION studio_rating_of(which integer, OUT stars stars, OUT votes integer) LANGUAGE sql STABLE AS 'SELECT m.rating, m.rating_count FROM studio_meta m WHERE m.studio_id = which';
CREATE TRIGGER after_insert AFTER INSERT ON studio FOR EACH ROW EXECUTE FUNCTION studio_after_insert();
CREATE TRIGGER before_update BEFORE UPDATE ON studio FOR EACH ROW EXECUTE FUNCTION studio_before_update();
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON studio FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
CREATE TRIGGER tag_recount AFTER INSERT OR DELETE ON studio_tag_vote FOR EACH ROW EXECUTE FUNCTION studio_tag_recount();
CREATE TRIGGER rating_recount AFTER INSERT OR UPDATE OF stars OR DELETE ON studio_rating FOR EACH ROW EXECUTE FUNCTION studio_rating_recount();
CREATE TRIGGER one_primary BEFORE INSERT OR UPDATE OF is_primary, locale ON studio_alias FOR EACH ROW WHEN (NEW.is_primary) EXECUTE FUNCTION studio_one_primary();
CREATE VIEW studio_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM studio e LEFT JOIN studio_kind k ON k.id = e.kind_id LEFT JOIN studio_meta m ON m.studio_id = e.id;
COMMENT ON TABLE studio IS 'Every studio of the encyclopedia';

ALTER TABLE performer ADD CONSTRAINT performer_gender_fk FOREIGN KEY (gender) REFERENCES gender (id);
ALTER TABLE recording ADD CONSTRAINT recording_credit_fk FOREIGN KEY (credit_id) REFERENCES performer_credit (id);
ALTER TABLE release ADD CONSTRAINT release_credit_fk FOREIGN KEY (credit_id) REFERENCES performer_credit (id);
ALTER TABLE release ADD CONSTRAINT release_family_fk FOREIGN KEY (family_id) REFERENCES release_family (id);
ALTER TABLE release ADD CONSTRAINT release_language_fk FOREIGN KEY (language) REFERENCES language (code);
ALTER TABLE release ADD CONSTRAINT release_script_fk FOREIGN KEY (script) REFERENCES script (code);
ALTER TABLE release_family ADD CONSTRAINT release_family_credit_fk FOREIGN KEY (credit_id) REFERENCES performer_credit (id);
ALTER TABLE style ADD CONSTRAINT style_parent_fk FOREIGN KEY (parent_id) REFERENCES style (id);
ALTER TABLE area ADD CONSTRAINT area_parent_fk FOREIGN KEY (parent_id) REFERENCES area (id);
CREATE TABLE performer_credit_name (credit_id integer NOT NULL REFERENCES performer_credit ON DELETE CASCADE, position smallint NOT NULL, performer_id integer NOT NULL REFERENCES performer, name text NOT NULL, join_phrase text NOT NULL DEFAULT '', PRIMARY KEY (credit_id, position));
CREATE TABLE medium (id serial PRIMARY KEY, release_id integer NOT NULL REFERENCES release, position integer NOT NULL, format_id integer REFERENCES medium_format, name text NOT NULL DEFAULT '', tracks integer NOT NULL DEFAULT 0, UNIQUE (release_id, position) DEFERRABLE INITIALLY IMMEDIATE);
CREATE TABLE track (id serial PRIMARY KEY, gid gid NOT NULL, recording_id integer NOT NULL REFERENCES recording, medium_id integer NOT NULL REFERENCES medium, position integer NOT NULL, number text NOT NULL, name text NOT NULL, credit_id integer NOT NULL REFERENCES performer_credit, length_ms integer, CONSTRAINT track_length_check CHECK (length_ms IS NULL OR length_ms > 0), EXCLUDE USING btree (medium_id WITH =, position WITH =) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE disc (id serial PRIMARY KEY, discid char(28) NOT NULL UNIQUE, freedb char(8) NOT NULL, tracks smallint NOT NULL, offsets integer[] NOT NULL, CHECK (array_length(offsets, 1) = tracks));
CREATE TABLE medium_disc (medium_id integer NOT NULL REFERENCES medium, disc_id integer NOT NULL REFERENCES disc, PRIMARY KEY (medium_id, disc_id));
CREATE TABLE isrc (id serial PRIMARY KEY, recording_id integer NOT NULL REFERENCES recording, isrc char(12) NOT NULL CHECK (isrc ~ '^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$'), source smallint, UNIQUE (isrc, recording_id));
CREATE TABLE release_country (release_id integer NOT NULL REFERENCES release, area_id integer NOT NULL REFERENCES area, released partial_date, PRIMARY KEY (release_id, area_id));
CREATE TABLE release_unknown_country (release_id integer PRIMARY KEY REFERENCES release, released partial_date);
CREATE TABLE release_imprint (id serial PRIMARY KEY, release_id integer NOT NULL REFERENCES release, imprint_id integer REFERENCES imprint, catalogue_number text);
CREATE TABLE release_cover (id serial PRIMARY KEY, release_id integer NOT NULL REFERENCES release, mime text NOT NULL, kind text[] NOT NULL, ordering integer NOT NULL, thumbnails jsonb);
CREATE TABLE collection_release (collection_id integer NOT NULL REFERENCES editing.collection, release_id integer NOT NULL REFERENCES release, added timestamptz DEFAULT now(), PRIMARY KEY (collection_id, release_id));
CREATE TABLE collection_performer (collection_id integer NOT NULL REFERENCES editing.collection, performer_id integer NOT NULL REFERENCES performer, added timestamptz DEFAULT now(), PRIMARY KEY (collection_id, performer_id));
CREATE INDEX track_recording_idx ON track (recording_id);
CREATE INDEX track_medium_idx ON track (medium_id, position);
CREATE INDEX track_name_idx ON track USING gin (to_tsvector('public.music', name));
CREATE INDEX venue_location_idx ON venue USING gist (location);
CREATE INDEX venue_earth_idx ON venue USING gist (ll_to_earth(location[0], location[1])) WHERE location IS NOT NULL;
CREATE INDEX concert_held_idx ON concert USING gist (held_on);
CREATE INDEX broadcast_aired_idx ON broadcast USING spgist (aired);
CREATE UNIQUE INDEX area_iso_idx ON area (iso) WHERE iso IS NOT NULL;
CREATE STATISTICS track_places (dependencies) ON medium_id, position FROM track;

CREATE FUNCTION medium_recount() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN UPDATE medium SET tracks = tracks - 1 WHERE id = OLD.medium_id; END IF;
    IF TG_OP <> 'DELETE' THEN UPDATE medium SET tracks = tracks + 1 WHERE id = NEW.medium_id; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER recount AFTER INSERT OR DELETE OR UPDATE OF medium_id ON track FOR EACH ROW EXECUTE FUNCTION medium_recount();
CREATE FUNCTION credit_text(credit integer) RETURNS text LANGUAGE sql STABLE AS $$ SELECT string_agg(n.name || n.join_phrase, '' ORDER BY n.position) FROM performer_credit_name n WHERE n.credit_id = credit $$;
CREATE FUNCTION release_length(release integer) RETURNS interval LANGUAGE sql STABLE BEGIN ATOMIC SELECT sum(t.length_ms) * interval '1 millisecond' FROM track t JOIN medium m ON m.id = t.medium_id WHERE m.release_id = release; END;
CREATE FUNCTION first_release(family integer) RETURNS partial_date LANGUAGE sql STABLE AS 'SELECT c.released FROM release r JOIN release_country c ON c.release_id = r.id WHERE r.family_id = family ORDER BY sort_key(c.released) LIMIT 1';
CREATE VIEW release_overview AS SELECT r.id, r.gid, r.name, credit_text(r.credit_id) AS credit, f.name AS family, r.status, (SELECT count(*) FROM medium m WHERE m.release_id = r.id) AS media FROM release r LEFT JOIN release_family f ON f.id = r.family_id;
CREATE VIEW official_release AS SELECT id, gid, name, credit FROM release_overview WHERE status = 'official';
CREATE VIEW release_event AS SELECT release_id, area_id, released FROM release_country UNION ALL SELECT release_id, NULL, released FROM release_unknown_country;
CREATE VIEW first_event AS SELECT DISTINCT ON (release_id) release_id, area_id, released FROM release_event ORDER BY release_id, sort_key(released);
CREATE MATERIALIZED VIEW performer_release AS SELECT n.performer_id, r.id AS release_id, r.status, e.released FROM release r JOIN performer_credit_name n ON n.credit_id = r.credit_id LEFT JOIN first_event e ON e.release_id = r.id WITH NO DATA;
CREATE UNIQUE INDEX performer_release_key ON performer_release (performer_id, release_id);
CREATE INDEX performer_release_date_idx ON performer_release (performer_id, sort_key(released));

CREATE TABLE link.performer_performer (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES performer, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX performer_performer_entity1_idx ON link.performer_performer (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_performer FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.performer_performer FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_composition (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES composition, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_composition_entity1_idx ON link.performer_composition (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_composition FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.performer_composition FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_recording (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES recording, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_recording_entity1_idx ON link.performer_recording (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_recording FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.performer_recording FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_release (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES release, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_release_entity1_idx ON link.performer_release (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_release FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.performer_release DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_release_family (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES release_family, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_release_family_entity1_idx ON link.performer_release_family (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_release_family FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.performer_release_family FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_imprint (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES imprint, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_imprint_entity1_idx ON link.performer_imprint (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_imprint FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.performer_imprint FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_venue (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES venue, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_venue_entity1_idx ON link.performer_venue (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_venue FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.performer_venue FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_concert (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES concert, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_concert_entity1_idx ON link.performer_concert (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_concert FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.performer_concert DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_festival_entity1_idx ON link.performer_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.performer_festival FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_style_entity1_idx ON link.performer_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.performer_style FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.performer_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX performer_area_entity1_idx ON link.performer_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.performer_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_composition (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES composition, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX composition_composition_entity1_idx ON link.composition_composition (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_composition FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.composition_composition DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_recording (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES recording, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_recording_entity1_idx ON link.composition_recording (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_recording FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.composition_recording FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_release (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES release, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_release_entity1_idx ON link.composition_release (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_release FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.composition_release FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_imprint (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES imprint, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_imprint_entity1_idx ON link.composition_imprint (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_imprint FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.composition_imprint FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_venue (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES venue, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_venue_entity1_idx ON link.composition_venue (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_venue FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.composition_venue DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_concert (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES concert, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_concert_entity1_idx ON link.composition_concert (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_concert FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.composition_concert FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_festival_entity1_idx ON link.composition_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.composition_festival FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_instrument_entity1_idx ON link.composition_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.composition_instrument FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_style_entity1_idx ON link.composition_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.composition_style DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.composition_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES composition, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX composition_area_entity1_idx ON link.composition_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.composition_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.composition_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_recording (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES recording, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX recording_recording_entity1_idx ON link.recording_recording (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_recording FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.recording_recording FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_release (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES release, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_release_entity1_idx ON link.recording_release (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_release FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.recording_release FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_release_family (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES release_family, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_release_family_entity1_idx ON link.recording_release_family (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_release_family FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.recording_release_family DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_imprint (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES imprint, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_imprint_entity1_idx ON link.recording_imprint (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_imprint FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.recording_imprint FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_venue (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES venue, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_venue_entity1_idx ON link.recording_venue (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_venue FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.recording_venue FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_concert (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES concert, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_concert_entity1_idx ON link.recording_concert (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_concert FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.recording_concert FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_instrument_entity1_idx ON link.recording_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.recording_instrument DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_style_entity1_idx ON link.recording_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.recording_style FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.recording_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES recording, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX recording_area_entity1_idx ON link.recording_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.recording_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.recording_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_release (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES release, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX release_release_entity1_idx ON link.release_release (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_release FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_release FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_release_family (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES release_family, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_release_family_entity1_idx ON link.release_release_family (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_release_family FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.release_release_family DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_imprint (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES imprint, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_imprint_entity1_idx ON link.release_imprint (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_imprint FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.release_imprint FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_venue (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES venue, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_venue_entity1_idx ON link.release_venue (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_venue FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_venue FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_concert (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES concert, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_concert_entity1_idx ON link.release_concert (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_concert FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_concert FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_festival_entity1_idx ON link.release_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.release_festival DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_instrument_entity1_idx ON link.release_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_instrument FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_style_entity1_idx ON link.release_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_style FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_area_entity1_idx ON link.release_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.release_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_family_release_family (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release_family, entity1_id integer NOT NULL REFERENCES release_family, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX release_family_release_family_entity1_idx ON link.release_family_release_family (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_family_release_family FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.release_family_release_family DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_family_imprint (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release_family, entity1_id integer NOT NULL REFERENCES imprint, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_family_imprint_entity1_idx ON link.release_family_imprint (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_family_imprint FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_family_imprint FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_family_venue (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release_family, entity1_id integer NOT NULL REFERENCES venue, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_family_venue_entity1_idx ON link.release_family_venue (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_family_venue FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.release_family_venue FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_family_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release_family, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_family_festival_entity1_idx ON link.release_family_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_family_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_family_festival FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_family_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release_family, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_family_instrument_entity1_idx ON link.release_family_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_family_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.release_family_instrument DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_family_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release_family, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_family_style_entity1_idx ON link.release_family_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_family_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.release_family_style FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.release_family_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release_family, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX release_family_area_entity1_idx ON link.release_family_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.release_family_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.release_family_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.imprint_imprint (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES imprint, entity1_id integer NOT NULL REFERENCES imprint, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX imprint_imprint_entity1_idx ON link.imprint_imprint (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.imprint_imprint FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.imprint_imprint FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.imprint_venue (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES imprint, entity1_id integer NOT NULL REFERENCES venue, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX imprint_venue_entity1_idx ON link.imprint_venue (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.imprint_venue FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.imprint_venue DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.imprint_concert (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES imprint, entity1_id integer NOT NULL REFERENCES concert, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX imprint_concert_entity1_idx ON link.imprint_concert (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.imprint_concert FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.imprint_concert FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.imprint_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES imprint, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX imprint_festival_entity1_idx ON link.imprint_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.imprint_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.imprint_festival FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.imprint_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES imprint, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX imprint_instrument_entity1_idx ON link.imprint_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.imprint_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.imprint_instrument FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.imprint_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES imprint, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX imprint_style_entity1_idx ON link.imprint_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.imprint_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.imprint_style DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.venue_venue (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES venue, entity1_id integer NOT NULL REFERENCES venue, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX venue_venue_entity1_idx ON link.venue_venue (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.venue_venue FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.venue_venue FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.venue_concert (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES venue, entity1_id integer NOT NULL REFERENCES concert, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX venue_concert_entity1_idx ON link.venue_concert (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.venue_concert FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.venue_concert FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.venue_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES venue, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX venue_festival_entity1_idx ON link.venue_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.venue_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.venue_festival FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.venue_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES venue, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX venue_instrument_entity1_idx ON link.venue_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.venue_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.venue_instrument DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.venue_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES venue, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX venue_style_entity1_idx ON link.venue_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.venue_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.venue_style FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.venue_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES venue, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX venue_area_entity1_idx ON link.venue_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.venue_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.venue_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.concert_concert (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES concert, entity1_id integer NOT NULL REFERENCES concert, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX concert_concert_entity1_idx ON link.concert_concert (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.concert_concert FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.concert_concert FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.concert_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES concert, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX concert_festival_entity1_idx ON link.concert_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.concert_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.concert_festival DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.concert_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES concert, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX concert_instrument_entity1_idx ON link.concert_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.concert_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.concert_instrument FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.concert_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES concert, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX concert_area_entity1_idx ON link.concert_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.concert_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.concert_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.festival_festival (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES festival, entity1_id integer NOT NULL REFERENCES festival, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX festival_festival_entity1_idx ON link.festival_festival (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.festival_festival FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.festival_festival FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.festival_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES festival, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX festival_instrument_entity1_idx ON link.festival_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.festival_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.festival_instrument DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.festival_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES festival, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX festival_style_entity1_idx ON link.festival_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.festival_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.festival_style FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.festival_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES festival, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX festival_area_entity1_idx ON link.festival_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.festival_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.festival_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.instrument_instrument (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES instrument, entity1_id integer NOT NULL REFERENCES instrument, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX instrument_instrument_entity1_idx ON link.instrument_instrument (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.instrument_instrument FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.instrument_instrument FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.instrument_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES instrument, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX instrument_style_entity1_idx ON link.instrument_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.instrument_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE ON link.instrument_style DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.instrument_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES instrument, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX instrument_area_entity1_idx ON link.instrument_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.instrument_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.instrument_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.style_style (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES style, entity1_id integer NOT NULL REFERENCES style, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX style_style_entity1_idx ON link.style_style (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.style_style FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.style_style FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.style_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES style, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position));
CREATE INDEX style_area_entity1_idx ON link.style_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.style_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER drop_unused AFTER DELETE ON link.style_area FOR EACH ROW EXECUTE FUNCTION link.drop_unused();
CREATE TABLE link.area_area (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES area, entity1_id integer NOT NULL REFERENCES area, position smallint NOT NULL DEFAULT 0 CHECK (position >= 0), credit0 text NOT NULL DEFAULT '', credit1 text NOT NULL DEFAULT '', updated_at timestamptz DEFAULT now(), UNIQUE (entity0_id, entity1_id, link_id, position), CHECK (entity0_id <> entity1_id));
CREATE INDEX area_area_entity1_idx ON link.area_area (entity1_id);
CREATE TRIGGER touch BEFORE UPDATE ON link.area_area FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE CONSTRAINT TRIGGER drop_unused AFTER DELETE OR UPDATE OF link_id ON link.area_area DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link.drop_unused();

GRANT USAGE ON SCHEMA link, statistics TO app_reader, app_writer;
GRANT USAGE ON SCHEMA editing TO app_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA public, link, statistics TO app_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, link, editing TO app_writer;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, link, editing TO app_writer;
GRANT SELECT (id, name, since, bio) ON editing.editor TO app_reader;
REVOKE EXECUTE ON FUNCTION editing.close_edit(bigint, editing.edit_state) FROM PUBLIC;
COMMENT ON SCHEMA link IS 'What is related to what';
COMMENT ON SCHEMA editing IS 'Who changed what, and who agreed';
COMMENT ON TYPE partial_date IS 'A date of which not everything is known';
COMMENT ON FUNCTION credit_text(integer) IS 'As printed on the cover';
