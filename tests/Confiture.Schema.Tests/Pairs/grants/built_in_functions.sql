-- Privileges on functions and tables of the system catalogs change.
-- before
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
-- after
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO alice;
REVOKE SELECT ON pg_catalog.pg_tables FROM PUBLIC;
