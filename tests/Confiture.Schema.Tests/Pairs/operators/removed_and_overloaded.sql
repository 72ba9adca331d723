-- One of two overloads of an operator goes, and a prefix operator of the name comes.
-- both
CREATE FUNCTION cat(text, int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1 || $2::text';
CREATE FUNCTION cat(int, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text || $2';
CREATE FUNCTION cat(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE OPERATOR #++# (FUNCTION = cat, LEFTARG = text, RIGHTARG = int);
-- before
CREATE OPERATOR #++# (FUNCTION = cat, LEFTARG = int, RIGHTARG = text);
-- after
CREATE OPERATOR #++# (FUNCTION = cat, RIGHTARG = text);
