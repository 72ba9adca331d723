-- A view and its base table have different owners, which swap.
-- both
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
-- before
ALTER TABLE t OWNER TO alice;
ALTER VIEW v OWNER TO bob;
GRANT SELECT ON t TO bob;
-- after
ALTER TABLE t OWNER TO bob;
ALTER VIEW v OWNER TO alice;
GRANT SELECT ON t TO alice;
