-- Trigram indexes of both methods appear with options of their operator classes.
-- both
CREATE EXTENSION pg_trgm;
CREATE TABLE t (id int, name text, body text);
-- before
CREATE INDEX t_name ON t USING gist (name gist_trgm_ops);
-- after
CREATE INDEX t_name ON t USING gist (name gist_trgm_ops (siglen = 32));
CREATE INDEX t_body ON t USING gin (body gin_trgm_ops);
