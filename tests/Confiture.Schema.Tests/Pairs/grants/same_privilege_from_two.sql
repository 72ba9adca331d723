-- A role has one privilege from two grantors; one of them goes.
-- both
CREATE TABLE t (a int);
GRANT SELECT ON t TO alice WITH GRANT OPTION;
-- before
GRANT SELECT ON t TO bob;
SET ROLE alice;
GRANT SELECT ON t TO bob;
RESET ROLE;
-- after
SET ROLE alice;
GRANT SELECT ON t TO bob;
RESET ROLE;
