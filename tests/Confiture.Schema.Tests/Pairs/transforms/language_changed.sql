-- A transform moves from one language to the other.
-- before
CREATE TRANSFORM FOR smallint LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
-- after
CREATE TRANSFORM FOR smallint LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
COMMENT ON TRANSFORM FOR smallint LANGUAGE plpgsql IS 'moved';
