-- An atomic procedure over two tables changes with one of them.
-- both
CREATE TABLE log (at timestamptz DEFAULT now(), what text);
-- before
CREATE TABLE t (a int, b int);
CREATE PROCEDURE put(x int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (x, x); INSERT INTO log (what) VALUES ('put'); END;
-- after
CREATE TABLE t (a int, b int, c int);
CREATE PROCEDURE put(x int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (x, x, x); INSERT INTO log (what) SELECT 'put' || x FROM t WHERE c = x; END;
