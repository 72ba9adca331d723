-- Privileges on members of an extension, on what PostgreSQL itself has and on system columns go from one role to another.
-- both
CREATE EXTENSION hstore;
CREATE TABLE t (a int);
-- before
REVOKE EXECUTE ON FUNCTION akeys(hstore) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION akeys(hstore) TO app_reader;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO app_reader;
GRANT SELECT (ctid) ON t TO app_reader;
-- after
REVOKE EXECUTE ON FUNCTION akeys(hstore) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION akeys(hstore) TO app_writer;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO app_writer;
GRANT SELECT (ctid) ON t TO app_writer;
