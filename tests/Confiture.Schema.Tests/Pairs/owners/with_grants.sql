-- The owner changes while grants of the old owner stand, so the grantor changes too.
-- before
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO alice;
GRANT SELECT ON t TO app_reader;
GRANT ALL ON t TO bob WITH GRANT OPTION;
-- after
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO bob;
GRANT SELECT ON t TO app_reader;
GRANT ALL ON t TO alice;
