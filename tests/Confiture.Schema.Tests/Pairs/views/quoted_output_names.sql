-- A view's output names need quotes and look like keywords.
-- both
CREATE TABLE t (a int, b int);
-- before
CREATE VIEW v AS SELECT a AS "select", b AS "Mixed Case" FROM t;
-- after
CREATE VIEW v AS SELECT a AS "select", b AS "Mixed Case", a + b AS "a+b", NULL::text AS "?column?" FROM t;
