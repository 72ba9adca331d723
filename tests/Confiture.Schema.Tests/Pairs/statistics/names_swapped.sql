-- Two statistics exchange their definitions under their names.
-- both
CREATE TABLE t (a int, b int, c int);
-- before
CREATE STATISTICS one ON a, b FROM t;
CREATE STATISTICS two (mcv) ON b, c FROM t;
COMMENT ON STATISTICS one IS 'first';
-- after
CREATE STATISTICS one (mcv) ON b, c FROM t;
CREATE STATISTICS two ON a, b FROM t;
COMMENT ON STATISTICS one IS 'first';
