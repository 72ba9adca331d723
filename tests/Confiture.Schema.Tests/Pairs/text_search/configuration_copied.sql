-- A copied configuration appears, with index, generated column and trigger on it.
-- both
CREATE TABLE doc (id int, body text, tsv tsvector);
-- before
-- after
CREATE TEXT SEARCH CONFIGURATION en (COPY = english);
COMMENT ON TEXT SEARCH CONFIGURATION en IS 'ours';
CREATE INDEX doc_body ON doc USING gin (to_tsvector('public.en', body));
CREATE TRIGGER doc_tsv BEFORE INSERT ON doc FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger(tsv, 'public.en', body);
