-- A trusted language with handler, inline handler and validator of its own appears.
-- before
-- after
CREATE FUNCTION my_call() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION my_inline(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE FUNCTION my_check(oid) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_validator';
CREATE TRUSTED LANGUAGE my_lang HANDLER my_call INLINE my_inline VALIDATOR my_check;
COMMENT ON LANGUAGE my_lang IS 'mine';
GRANT USAGE ON LANGUAGE my_lang TO app_writer;
CREATE FUNCTION f() RETURNS int LANGUAGE my_lang AS 'BEGIN RETURN 1; END';
