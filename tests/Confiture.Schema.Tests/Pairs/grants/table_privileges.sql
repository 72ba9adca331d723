-- Table privileges are granted, revoked, and get their grant option.
-- both
CREATE TABLE t (a int, b int);
-- before
GRANT SELECT, INSERT ON t TO app_reader;
GRANT ALL ON t TO bob;
GRANT UPDATE ON t TO app_writer WITH GRANT OPTION;
-- after
GRANT SELECT ON t TO app_reader WITH GRANT OPTION;
GRANT SELECT, TRIGGER, REFERENCES, TRUNCATE ON t TO bob;
GRANT UPDATE, DELETE ON t TO app_writer;
GRANT SELECT ON t TO PUBLIC;
