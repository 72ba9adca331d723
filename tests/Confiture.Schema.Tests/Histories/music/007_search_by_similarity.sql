-- Names are found by similarity without accents.
CREATE FUNCTION plain_name(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT lower(public.unaccent('public.unaccent', $1)) $$;
DROP INDEX performer_name_idx;
CREATE INDEX performer_name_idx ON performer (plain_name(name));
CREATE INDEX performer_similar_idx ON performer USING gist (plain_name(name) gist_trgm_ops (siglen = 64));
CREATE INDEX recording_similar_idx ON recording USING gin (plain_name(name) gin_trgm_ops);
DROP INDEX style_search_idx;
DROP FUNCTION performer_find(text, integer);
CREATE FUNCTION performer_find(words text, most integer DEFAULT 25, likeness real DEFAULT 0.3) RETURNS TABLE (id integer, name text, likeness real) LANGUAGE sql STABLE AS $$ SELECT e.id, e.name, similarity(plain_name(e.name), plain_name(words)) FROM performer e WHERE plain_name(e.name) % plain_name(words) ORDER BY 3 DESC LIMIT most $$;
