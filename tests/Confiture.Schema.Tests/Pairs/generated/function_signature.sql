-- A generated column calls a function that gets another argument type, so it has to make room.
-- before
CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(t)';
CREATE TABLE t (name text, norm text GENERATED ALWAYS AS (norm(name)) STORED);
CREATE UNIQUE INDEX t_norm ON t (norm);
-- after
CREATE FUNCTION norm(t text, keep boolean DEFAULT false) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN keep THEN t ELSE lower(t) END';
CREATE TABLE t (name text, norm text GENERATED ALWAYS AS (norm(name)) STORED);
CREATE UNIQUE INDEX t_norm ON t (norm);
