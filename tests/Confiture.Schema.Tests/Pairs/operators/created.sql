-- Operators of both kinds with every option appear, in a schema too.
-- before
-- after
CREATE SCHEMA ops;
CREATE FUNCTION ops.same(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE FUNCTION ops.differ(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <> $2';
CREATE FUNCTION ops.neg(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT reverse($1)';
CREATE OPERATOR ops.=== (FUNCTION = ops.same, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(ops.===), NEGATOR = OPERATOR(ops.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR ops.!== (FUNCTION = ops.differ, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(ops.!==), NEGATOR = OPERATOR(ops.===), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR ops.~~~ (FUNCTION = ops.neg, RIGHTARG = text);
COMMENT ON OPERATOR ops.=== (int, int) IS 'same';
