-- A partitioned table that a foreign key refers to loses one partition and gets another.
-- both
CREATE TABLE m (a int PRIMARY KEY, b text) PARTITION BY RANGE (a);
CREATE TABLE m0 PARTITION OF m FOR VALUES FROM (0) TO (100);
CREATE TABLE c (a int REFERENCES m ON DELETE CASCADE);
-- before
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (100) TO (200);
-- after
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (100) TO (300);
