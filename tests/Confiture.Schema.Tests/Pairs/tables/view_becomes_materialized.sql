-- A view becomes a materialized view and a materialized view a view, with a view on top of both.
-- both
CREATE TABLE t (a int, b int);
-- before
CREATE VIEW x AS SELECT a FROM t;
CREATE MATERIALIZED VIEW y AS SELECT b FROM t;
CREATE VIEW z AS SELECT a, b FROM x, y;
-- after
CREATE MATERIALIZED VIEW x AS SELECT a FROM t;
CREATE VIEW y AS SELECT b FROM t;
CREATE VIEW z AS SELECT a, b FROM x, y;
