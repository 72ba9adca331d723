-- The public schema loses its default privileges and gets others.
-- before
GRANT CREATE ON SCHEMA public TO app_writer;
-- after
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app_reader;
