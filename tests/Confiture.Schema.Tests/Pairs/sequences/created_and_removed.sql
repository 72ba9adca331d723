-- Sequences come and go, with owner, grants and comment.
-- before
CREATE SEQUENCE gone START 4;
-- after
CREATE SEQUENCE fresh INCREMENT BY 10 CACHE 20;
ALTER SEQUENCE fresh OWNER TO owner_role;
GRANT USAGE, SELECT ON SEQUENCE fresh TO app_reader;
GRANT UPDATE ON SEQUENCE fresh TO app_writer WITH GRANT OPTION;
COMMENT ON SEQUENCE fresh IS 'numbers';
