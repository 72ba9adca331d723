-- The table under an atomic function drops a column and changes a type.
-- before
CREATE TABLE t (id int PRIMARY KEY, v int, w text);
CREATE FUNCTION f(i int) RETURNS TABLE (v int, w text) LANGUAGE sql STABLE BEGIN ATOMIC SELECT t.v, t.w FROM t WHERE t.id = i; END;
CREATE PROCEDURE p(i int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t (id, v) VALUES (i, 1); DELETE FROM t WHERE v < i; END;
-- after
CREATE TABLE t (id int PRIMARY KEY, v bigint);
CREATE FUNCTION f(i int) RETURNS TABLE (v bigint) LANGUAGE sql STABLE BEGIN ATOMIC SELECT t.v FROM t WHERE t.id = i; END;
CREATE PROCEDURE p(i int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t (id, v) VALUES (i, 1); DELETE FROM t WHERE v < i; END;
