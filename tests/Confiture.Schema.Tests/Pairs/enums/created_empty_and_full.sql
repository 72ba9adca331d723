-- Enums appear, one without any value, one with odd ones.
-- before
-- after
CREATE TYPE empty AS ENUM ();
CREATE TYPE odd AS ENUM ('', ' ', 'It''s', 'ÄÖ', 'a"b', 'back\slash', '63456789012345678901234567890123456789012345678901234567890123a');
COMMENT ON TYPE odd IS 'odd values';
GRANT USAGE ON TYPE odd TO app_reader;
