-- An operator class becomes the default of its type, which has no ALTER, under an index.
-- both
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION pair_hash(pair) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a';
CREATE FUNCTION pair_eq(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1.a = $2.a';
CREATE OPERATOR =% (FUNCTION = pair_eq, LEFTARG = pair, RIGHTARG = pair);
-- before
CREATE OPERATOR CLASS pair_ops FOR TYPE pair USING hash AS OPERATOR 1 =%, FUNCTION 1 pair_hash(pair);
CREATE TABLE t (p pair);
CREATE INDEX t_p ON t USING hash (p pair_ops);
-- after
CREATE OPERATOR CLASS pair_ops DEFAULT FOR TYPE pair USING hash AS OPERATOR 1 =%, FUNCTION 1 pair_hash(pair);
CREATE TABLE t (p pair);
CREATE INDEX t_p ON t USING hash (p);
