-- A partition's index stands alone on one side and belongs to the parent's on the other, under names of its own.
-- both
CREATE TABLE t (a int, b int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);
CREATE INDEX odd_name ON t1 (b);
-- before
CREATE INDEX t_b ON ONLY t (b);
-- after
CREATE INDEX t_b ON ONLY t (b);
ALTER INDEX t_b ATTACH PARTITION odd_name;
CREATE INDEX even_name ON t2 (b);
ALTER INDEX t_b ATTACH PARTITION even_name;
