-- A language stops being trusted and loses its inline handler while a function is written in it.
-- both
CREATE FUNCTION my_call() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION my_inline(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler';
-- before
CREATE TRUSTED LANGUAGE my_lang HANDLER my_call INLINE my_inline;
CREATE FUNCTION f() RETURNS int LANGUAGE my_lang AS 'BEGIN RETURN 1; END';
-- after
CREATE LANGUAGE my_lang HANDLER my_call;
CREATE FUNCTION f() RETURNS int LANGUAGE my_lang AS 'BEGIN RETURN 1; END';
