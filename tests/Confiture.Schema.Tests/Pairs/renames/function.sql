-- A function is renamed while a view, a default, an index and a policy use it.
-- before
CREATE FUNCTION old_f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE TABLE t (a int DEFAULT old_f(1));
CREATE INDEX t_f ON t (old_f(a));
CREATE VIEW v AS SELECT old_f(a) AS x FROM t;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (old_f(a) > 0);
-- after
-- confiture: renamed from old_f
CREATE FUNCTION new_f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE TABLE t (a int DEFAULT new_f(1));
CREATE INDEX t_f ON t (new_f(a));
CREATE VIEW v AS SELECT new_f(a) AS x FROM t;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (new_f(a) > 0);
