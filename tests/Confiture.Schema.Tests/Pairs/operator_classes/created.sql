-- An operator class with its own operators, family and support function appears, and an index uses it.
-- before
-- after
CREATE FUNCTION abs_lt(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT abs($1) < abs($2)';
CREATE FUNCTION abs_le(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT abs($1) <= abs($2)';
CREATE FUNCTION abs_eq(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT abs($1) = abs($2)';
CREATE FUNCTION abs_ge(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT abs($1) >= abs($2)';
CREATE FUNCTION abs_gt(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT abs($1) > abs($2)';
CREATE FUNCTION abs_cmp(int, int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint4cmp(abs($1), abs($2))';
CREATE OPERATOR |<| (FUNCTION = abs_lt, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR |<=| (FUNCTION = abs_le, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR |=| (FUNCTION = abs_eq, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR |>=| (FUNCTION = abs_ge, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR |>| (FUNCTION = abs_gt, LEFTARG = int, RIGHTARG = int);
CREATE OPERATOR CLASS abs_ops FOR TYPE int USING btree AS OPERATOR 1 |<|, OPERATOR 2 |<=|, OPERATOR 3 |=|, OPERATOR 4 |>=|, OPERATOR 5 |>|, FUNCTION 1 abs_cmp(int, int);
COMMENT ON OPERATOR CLASS abs_ops USING btree IS 'by distance from zero';
CREATE TABLE t (a int);
CREATE INDEX t_abs ON t (a abs_ops DESC);
