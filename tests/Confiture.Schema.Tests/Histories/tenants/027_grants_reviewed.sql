-- Least privilege.
REVOKE DELETE ON ALL TABLES IN SCHEMA support FROM app_writer;
REVOKE ALL ON auth.account FROM app_writer;
GRANT SELECT (id, email), UPDATE (name) ON auth.account TO app_writer;
REVOKE EXECUTE ON FUNCTION auth.has_permission(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.has_permission(text) TO app_reader, app_writer;
REVOKE USAGE ON TYPE docs.access_level FROM PUBLIC;
GRANT USAGE ON TYPE docs.access_level TO app_writer WITH GRANT OPTION;
GRANT SELECT ON core.plan TO PUBLIC;
GRANT USAGE, SELECT ON SEQUENCE ops.audit_id TO app_writer;
GRANT CREATE ON SCHEMA docs TO bob;
