-- Comments on operators, classes, casts, transforms, event triggers, subscriptions, parsers and templates appear.
-- both
CREATE TYPE e AS ENUM ('a');
CREATE FUNCTION e_int(e) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (e AS int) WITH FUNCTION e_int(e);
CREATE FUNCTION same(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR =!= (FUNCTION = same, LEFTARG = int, RIGHTARG = text);
CREATE OPERATOR CLASS h_ops FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int);
CREATE TRANSFORM FOR int LANGUAGE sql (TO SQL WITH FUNCTION int4recv(internal));
CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION ev();
CREATE SUBSCRIPTION su CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
CREATE TEXT SEARCH TEMPLATE tt (LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH PARSER tp (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
-- before
COMMENT ON CAST (e AS int) IS 'before';
-- after
COMMENT ON CAST (e AS int) IS 'cast';
COMMENT ON OPERATOR =!= (int, text) IS 'operator';
COMMENT ON OPERATOR CLASS h_ops USING hash IS 'class';
COMMENT ON OPERATOR FAMILY h_ops USING hash IS 'family of the class';
COMMENT ON TRANSFORM FOR int LANGUAGE sql IS 'transform';
COMMENT ON EVENT TRIGGER et IS 'event trigger';
COMMENT ON SUBSCRIPTION su IS 'subscription';
COMMENT ON TEXT SEARCH TEMPLATE tt IS 'template';
COMMENT ON TEXT SEARCH PARSER tp IS 'parser';
