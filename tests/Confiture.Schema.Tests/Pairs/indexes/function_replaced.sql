-- An index and its predicate call functions that are replaced by others.
-- before
CREATE FUNCTION norm(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
CREATE TABLE t (a text);
CREATE INDEX t_a ON t (norm(a)) WHERE norm(a) <> '';
-- after
CREATE FUNCTION normal(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
CREATE TABLE t (a text);
CREATE INDEX t_a ON t (normal(a)) WHERE normal(a) <> '';
