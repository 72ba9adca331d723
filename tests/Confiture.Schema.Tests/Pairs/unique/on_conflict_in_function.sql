-- A function and a rule use a unique constraint by name and by columns; the constraint is replaced.
-- before
CREATE TABLE u (a int, b int, n int, CONSTRAINT u_key UNIQUE (a));
CREATE FUNCTION put(x int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO u (a) VALUES (x) ON CONFLICT ON CONSTRAINT u_key DO NOTHING; END;
-- after
CREATE TABLE u (a int, b int, n int, CONSTRAINT u_key UNIQUE (a, b));
CREATE FUNCTION put(x int) RETURNS void LANGUAGE sql BEGIN ATOMIC INSERT INTO u (a) VALUES (x) ON CONFLICT ON CONSTRAINT u_key DO NOTHING; END;
