-- A generated column calls a function whose body and attributes change.
-- before
CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(t)';
CREATE TABLE t (name text, norm text GENERATED ALWAYS AS (norm(name)) STORED);
-- after
CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT lower(trim(t))';
CREATE TABLE t (name text, norm text GENERATED ALWAYS AS (norm(name)) STORED);
