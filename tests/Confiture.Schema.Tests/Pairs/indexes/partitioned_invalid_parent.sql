-- A partitioned index that lacks one of its children is the wanted state, invalid as it is.
-- both
CREATE TABLE t (a int, b int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);
-- before
-- after
CREATE INDEX t_b ON ONLY t (b);
CREATE INDEX t1_b ON t1 (b);
ALTER INDEX t_b ATTACH PARTITION t1_b;
