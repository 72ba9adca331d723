-- A view uses a function that returns the view's own row type.
-- both
CREATE TABLE t (a int, b int);
-- before
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION first_v() RETURNS v LANGUAGE sql STABLE AS 'SELECT * FROM v LIMIT 1';
CREATE VIEW w AS SELECT * FROM first_v();
-- after
CREATE VIEW v AS SELECT b AS x, a FROM t;
CREATE FUNCTION first_v() RETURNS v LANGUAGE sql STABLE AS 'SELECT * FROM v LIMIT 1';
CREATE VIEW w AS SELECT * FROM first_v();
