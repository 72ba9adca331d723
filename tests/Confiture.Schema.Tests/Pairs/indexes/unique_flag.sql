-- An index becomes unique and its neighbour stops being so.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 1), (2, 2), (NULL, NULL);
-- before
CREATE TABLE t (a int, b int);
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_b ON t (b);
-- after
CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b);
