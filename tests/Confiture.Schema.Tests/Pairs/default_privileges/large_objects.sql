-- Default privileges of large objects are set.
-- since: 18
-- before
-- after
ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO app_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE alice GRANT SELECT, UPDATE ON LARGE OBJECTS TO app_writer;
