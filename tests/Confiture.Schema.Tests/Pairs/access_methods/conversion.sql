-- A conversion changes; it stands in a schema and has an owner and a comment.
-- before
CREATE CONVERSION back FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION back IS 'one';
-- after
CREATE DEFAULT CONVERSION back FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
ALTER CONVERSION back OWNER TO owner_role;
CREATE CONVERSION forth FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
