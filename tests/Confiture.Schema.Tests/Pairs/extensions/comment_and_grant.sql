-- The comment of an extension and the grants on one of its functions change.
-- both
CREATE EXTENSION pgcrypto;
-- before
COMMENT ON EXTENSION pgcrypto IS 'ours';
-- after
REVOKE EXECUTE ON FUNCTION gen_salt(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gen_salt(text) TO app_writer;
