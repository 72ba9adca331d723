-- An operator gets the flags for hashing and merging.
-- both
CREATE FUNCTION same(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
-- before
CREATE OPERATOR == (FUNCTION = same, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ==);
-- after
CREATE OPERATOR == (FUNCTION = same, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ==, HASHES, MERGES);
ALTER OPERATOR == (int, int) OWNER TO alice;
