-- The expression of a virtual column changes under a view and a check.
-- since: 18
-- before
CREATE TABLE t (a int, c int GENERATED ALWAYS AS (a + 1) VIRTUAL);
CREATE VIEW v AS SELECT c FROM t;
-- after
CREATE TABLE t (a int, c int GENERATED ALWAYS AS (a - 1) VIRTUAL NOT NULL);
CREATE VIEW v AS SELECT c FROM t;
