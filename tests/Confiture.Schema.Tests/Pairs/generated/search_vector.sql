-- A search vector column changes its weights; a GIN index is on it.
-- before
CREATE TABLE doc (title text, body text, tsv tsvector GENERATED ALWAYS AS (to_tsvector('english', title)) STORED);
CREATE INDEX doc_tsv ON doc USING gin (tsv);
-- after
CREATE TABLE doc (title text, body text, tsv tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(title, '')), 'A') || setweight(to_tsvector('english', coalesce(body, '')), 'B')) STORED);
CREATE INDEX doc_tsv ON doc USING gin (tsv);
