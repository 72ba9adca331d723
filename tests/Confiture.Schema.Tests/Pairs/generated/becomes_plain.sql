-- A generated column becomes a plain one that keeps its values, and gets a default.
-- confiture-data
-- rows
INSERT INTO t VALUES (1), (2);
-- before
CREATE TABLE t (a int, c int GENERATED ALWAYS AS (a * 2) STORED);
-- after
CREATE TABLE t (a int, c int DEFAULT 0);
