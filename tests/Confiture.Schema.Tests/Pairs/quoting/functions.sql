-- Functions, arguments, settings and grants need quotes.
-- before
CREATE FUNCTION "My Func"("Arg 1" int) RETURNS int LANGUAGE sql AS 'SELECT "Arg 1"';
GRANT EXECUTE ON FUNCTION "My Func"(int) TO app_reader;
-- after
CREATE FUNCTION "My Func"("Arg 1" int, "Arg ""2""" text DEFAULT 'x''y') RETURNS TABLE ("Out 1" int, "select" text) LANGUAGE sql SET search_path = "My Schema", "it's", pg_catalog AS 'SELECT "Arg 1", "Arg ""2"""';
GRANT EXECUTE ON FUNCTION "My Func"(int, text) TO app_reader;
COMMENT ON FUNCTION "My Func"(int, text) IS 'quoted';
