-- Column privileges change; one column is covered by a table privilege too.
-- both
CREATE TABLE t (a int, b int, c int);
-- before
GRANT SELECT (a, b) ON t TO app_reader;
GRANT INSERT (a), UPDATE (b) ON t TO app_writer;
GRANT SELECT ON t TO alice;
-- after
GRANT SELECT (b, c) ON t TO app_reader;
GRANT INSERT (a, c) ON t TO app_writer WITH GRANT OPTION;
GRANT SELECT ON t TO alice;
GRANT SELECT (a) ON t TO alice;
