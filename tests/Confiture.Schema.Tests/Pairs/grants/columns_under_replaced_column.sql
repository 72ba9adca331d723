-- A column with column privileges is replaced by one of another type under the same name.
-- before
CREATE TABLE t (a int, b point);
GRANT SELECT (a, b), UPDATE (b) ON t TO app_reader;
GRANT REFERENCES (a) ON t TO bob WITH GRANT OPTION;
-- after
CREATE TABLE t (a int, b jsonb);
GRANT SELECT (a, b), UPDATE (b) ON t TO app_reader;
GRANT REFERENCES (a) ON t TO bob WITH GRANT OPTION;
