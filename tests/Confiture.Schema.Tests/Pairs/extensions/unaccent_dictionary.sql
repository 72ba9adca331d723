-- A text search configuration uses the dictionary of an extension.
-- before
-- after
CREATE EXTENSION unaccent;
CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TABLE doc (id int, body text);
CREATE INDEX doc_body ON doc USING gin (to_tsvector('public.plain', body));
