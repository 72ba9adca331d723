-- A language gets another handler function and validator under functions in it.
-- both
CREATE FUNCTION call_1() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION call_2() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION checks(oid) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_validator';
-- before
CREATE LANGUAGE my_lang HANDLER call_1;
CREATE PROCEDURE p() LANGUAGE my_lang AS 'BEGIN END';
COMMENT ON LANGUAGE my_lang IS 'kept';
-- after
CREATE LANGUAGE my_lang HANDLER call_2 VALIDATOR checks;
CREATE PROCEDURE p() LANGUAGE my_lang AS 'BEGIN END';
COMMENT ON LANGUAGE my_lang IS 'kept';
