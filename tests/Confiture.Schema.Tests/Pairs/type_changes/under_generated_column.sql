-- A column's type changes under a generated column, a check and an expression index at once.
-- confiture-data
-- rows
INSERT INTO t VALUES (5);
-- before
CREATE TABLE t (a int CONSTRAINT a_pos CHECK (a > 0), b int GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX t_e ON t ((a * 2)) WHERE a > 10;
-- after
CREATE TABLE t (a bigint CONSTRAINT a_pos CHECK (a > 0), b bigint GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX t_e ON t ((a * 2)) WHERE a > 10;
