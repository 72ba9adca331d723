-- A view's column changes its type, and so a view on it.
-- both
CREATE TABLE t (a int, b text);
-- before
CREATE VIEW v AS SELECT a, b FROM t;
CREATE VIEW w AS SELECT a + 1 AS a1 FROM v;
-- after
CREATE VIEW v AS SELECT a::bigint AS a, b FROM t;
CREATE VIEW w AS SELECT a + 1 AS a1 FROM v;
