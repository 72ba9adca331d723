-- The comment of the public schema changes from the built-in one.
-- before
COMMENT ON SCHEMA public IS NULL;
-- after
COMMENT ON SCHEMA public IS 'Everything lives here';
