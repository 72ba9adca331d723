-- The state function of an aggregate is replaced by one over another type.
-- before
CREATE FUNCTION st(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + $2';
CREATE AGGREGATE agg(int) (SFUNC = st, STYPE = int);
-- after
CREATE FUNCTION st(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + $2';
CREATE AGGREGATE agg(int) (SFUNC = st, STYPE = bigint);
