-- A family gets cross-type members and loses others, in place.
-- both
CREATE FUNCTION i4t_eq(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = length($2)';
CREATE FUNCTION i4t_cmp(int, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($1, length($2))';
CREATE FUNCTION i4t_lt(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 < length($2)';
CREATE OPERATOR =? (FUNCTION = i4t_eq, LEFTARG = int, RIGHTARG = text);
CREATE OPERATOR <? (FUNCTION = i4t_lt, LEFTARG = int, RIGHTARG = text);
CREATE OPERATOR FAMILY mixed_ops USING btree;
-- before
ALTER OPERATOR FAMILY mixed_ops USING btree ADD OPERATOR 3 =? (int, text), FUNCTION 1 (int, text) i4t_cmp(int, text);
-- after
ALTER OPERATOR FAMILY mixed_ops USING btree ADD OPERATOR 1 <? (int, text), OPERATOR 3 =? (int, text);
COMMENT ON OPERATOR FAMILY mixed_ops USING btree IS 'mixed';
