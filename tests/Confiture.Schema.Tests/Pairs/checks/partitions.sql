-- A partitioned table's check changes while one partition has a check of its own.
-- before
CREATE TABLE t (a int, b int, CONSTRAINT b_pos CHECK (b > 0)) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t (CONSTRAINT b_small CHECK (b < 10)) FOR VALUES IN (1);
CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);
-- after
CREATE TABLE t (a int, b int, CONSTRAINT b_pos CHECK (b >= 0)) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE TABLE t2 PARTITION OF t (CONSTRAINT b_small CHECK (b < 20)) FOR VALUES IN (2);
