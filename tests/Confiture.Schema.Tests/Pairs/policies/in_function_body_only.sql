-- A function's text depends on row security of a table whose policies go, and the table's force flag stays.
-- before
CREATE TABLE t (id int, secret text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (id > 0);
CREATE FUNCTION peek() RETURNS SETOF t LANGUAGE sql STABLE SET row_security = off AS 'SELECT * FROM t';
-- after
CREATE TABLE t (id int, secret text);
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE FUNCTION peek() RETURNS SETOF t LANGUAGE sql STABLE AS 'SELECT * FROM t';
