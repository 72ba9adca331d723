-- The privilege to maintain a table is granted.
-- since: 17
-- both
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;
-- before
GRANT MAINTAIN ON t TO app_writer;
-- after
GRANT MAINTAIN ON mv TO app_writer WITH GRANT OPTION;
GRANT ALL ON t TO app_writer;
