-- A function's row type changes from a table to a composite of the same shape.
-- both
CREATE TABLE t (id int, v text);
-- before
CREATE FUNCTION pick(int) RETURNS t LANGUAGE sql STABLE AS 'SELECT * FROM t WHERE id = $1';
-- after
CREATE TYPE t_row AS (id int, v text);
CREATE FUNCTION pick(int) RETURNS t_row LANGUAGE sql STABLE AS 'SELECT id, v FROM t WHERE id = $1';
