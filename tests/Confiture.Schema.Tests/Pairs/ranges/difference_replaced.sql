-- A range that a column has gets another function for distances.
-- both
CREATE FUNCTION apart(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 - $2';
CREATE FUNCTION far_apart(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 2 * ($1 - $2)';
-- before
CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = apart);
CREATE TABLE t (s span);
CREATE INDEX t_s ON t USING gist (s);
-- after
CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = far_apart);
CREATE TABLE t (s span);
CREATE INDEX t_s ON t USING gist (s);
