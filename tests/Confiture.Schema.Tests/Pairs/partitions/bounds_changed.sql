-- The bounds of two neighbouring partitions move, which needs both detached at once.
-- both
CREATE TABLE m (k int NOT NULL) PARTITION BY RANGE (k);
-- before
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20);
-- after
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (15);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (15) TO (30);
