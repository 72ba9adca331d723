-- A pair of operators becomes each other's commutator and negator afterwards.
-- both
CREATE FUNCTION lt(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 < length($2)';
CREATE FUNCTION gt(text, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length($1) > $2';
CREATE FUNCTION ge(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 >= length($2)';
-- before
CREATE OPERATOR <# (FUNCTION = lt, LEFTARG = int, RIGHTARG = text);
CREATE OPERATOR #> (FUNCTION = gt, LEFTARG = text, RIGHTARG = int);
CREATE OPERATOR >=# (FUNCTION = ge, LEFTARG = int, RIGHTARG = text);
-- after
CREATE OPERATOR <# (FUNCTION = lt, LEFTARG = int, RIGHTARG = text, COMMUTATOR = #>, NEGATOR = >=#);
CREATE OPERATOR #> (FUNCTION = gt, LEFTARG = text, RIGHTARG = int, COMMUTATOR = <#);
CREATE OPERATOR >=# (FUNCTION = ge, LEFTARG = int, RIGHTARG = text, NEGATOR = <#);
