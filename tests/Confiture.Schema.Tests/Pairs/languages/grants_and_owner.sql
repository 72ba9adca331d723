-- Grants and owners of languages change, of plpgsql and sql too.
-- both
CREATE FUNCTION my_call() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE TRUSTED LANGUAGE my_lang HANDLER my_call;
-- before
REVOKE USAGE ON LANGUAGE my_lang FROM PUBLIC;
-- after
ALTER LANGUAGE my_lang OWNER TO owner_role;
GRANT USAGE ON LANGUAGE my_lang TO alice WITH GRANT OPTION;
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO app_writer;
