-- A column under statistics changes its type, another is dropped.
-- before
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS s_ab ON a, b FROM t;
CREATE STATISTICS s_e ON (a + 1), b FROM t;
CREATE STATISTICS s_bc ON b, c FROM t;
-- after
CREATE TABLE t (a bigint, b int);
CREATE STATISTICS s_ab ON a, b FROM t;
CREATE STATISTICS s_e ON (a + 1), b FROM t;
