-- Statistics without names get them from their columns.
-- since: 16
-- both
CREATE TABLE t (a int, b int, c text);
-- before
CREATE STATISTICS ON a, b FROM t;
-- after
CREATE STATISTICS ON a, b FROM t;
CREATE STATISTICS ON a, b FROM t;
CREATE STATISTICS ON a, lower(c) FROM t;
