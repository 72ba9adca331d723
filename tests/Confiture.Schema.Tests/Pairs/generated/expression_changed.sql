-- The expression of a stored generated column changes, with an index, a check and a view on it.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 2), (3, 4);
-- before
CREATE TABLE t (a int, b int, c int GENERATED ALWAYS AS (a + b) STORED CONSTRAINT c_low CHECK (c < 1000));
CREATE INDEX t_c ON t (c);
CREATE VIEW v AS SELECT c FROM t;
-- after
CREATE TABLE t (a int, b int, c int GENERATED ALWAYS AS (a * b) STORED CONSTRAINT c_low CHECK (c < 1000));
CREATE INDEX t_c ON t (c);
CREATE VIEW v AS SELECT c FROM t;
