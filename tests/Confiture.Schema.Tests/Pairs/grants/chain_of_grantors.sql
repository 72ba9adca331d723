-- A privilege is passed on by a role with grant option, and the chain is shortened.
-- both
CREATE TABLE t (a int);
-- before
GRANT SELECT ON t TO alice WITH GRANT OPTION;
SET ROLE alice;
GRANT SELECT ON t TO bob WITH GRANT OPTION;
RESET ROLE;
SET ROLE bob;
GRANT SELECT ON t TO app_reader;
RESET ROLE;
-- after
GRANT SELECT ON t TO alice WITH GRANT OPTION;
SET ROLE alice;
GRANT SELECT ON t TO app_reader;
RESET ROLE;
