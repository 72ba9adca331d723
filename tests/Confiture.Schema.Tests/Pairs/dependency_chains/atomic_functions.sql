-- Atomic functions call each other and read views; the view at the bottom changes its columns.
-- both
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
-- before
CREATE VIEW v AS SELECT id, a, b FROM t;
CREATE FUNCTION f1(i int) RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT a FROM v WHERE id = i; END;
CREATE FUNCTION f2(i int) RETURNS int LANGUAGE sql STABLE RETURN f1(i) + f1(i + 1);
CREATE FUNCTION f3() RETURNS TABLE (n int) LANGUAGE sql STABLE BEGIN ATOMIC SELECT f2(id) FROM v ORDER BY b; END;
-- after
CREATE VIEW v AS SELECT a, id FROM t;
CREATE FUNCTION f1(i int) RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT a FROM v WHERE id = i; END;
CREATE FUNCTION f2(i int) RETURNS int LANGUAGE sql STABLE RETURN f1(i) + f1(i + 1);
CREATE FUNCTION f3() RETURNS TABLE (n int) LANGUAGE sql STABLE BEGIN ATOMIC SELECT f2(id) FROM v; END;
