-- Privileges on system columns and on all columns differ from the table's.
-- both
CREATE TABLE t (a int, b int);
-- before
GRANT SELECT (a) ON t TO app_reader;
-- after
GRANT SELECT (ctid, a) ON t TO app_reader;
GRANT ALL (b) ON t TO app_writer;
