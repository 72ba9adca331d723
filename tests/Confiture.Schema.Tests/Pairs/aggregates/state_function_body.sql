-- Only the body of an aggregate's state function changes.
-- before
CREATE FUNCTION st(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + $2';
CREATE AGGREGATE agg(int) (SFUNC = st, STYPE = int);
-- after
CREATE FUNCTION st(int, int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT coalesce($1, 0) + 2 * $2';
CREATE AGGREGATE agg(int) (SFUNC = st, STYPE = int);
