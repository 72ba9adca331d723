-- A range gets a difference function and another operator class.
-- before
CREATE TYPE word_range AS RANGE (subtype = text);
CREATE FUNCTION in_words(text, word_range) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <@ $2';
-- after
CREATE TYPE word_range AS RANGE (subtype = text, subtype_opclass = text_pattern_ops, collation = "POSIX");
CREATE FUNCTION in_words(text, word_range) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <@ $2';
