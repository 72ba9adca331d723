-- Checks over several columns are added to a table with rows.
-- confiture-data
-- rows
INSERT INTO c VALUES (1, 2, 'x'), (5, 5, 'y');
-- before
CREATE TABLE c (a int, b int, s text);
-- after
CREATE TABLE c (a int, b int, s text, CONSTRAINT ordered CHECK (a <= b), CONSTRAINT s_known CHECK (s IN ('x', 'y', 'z')), CHECK (a + b < 100));
