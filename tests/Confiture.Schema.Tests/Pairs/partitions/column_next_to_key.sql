-- A column beside the partition key is dropped and another changes its type, in all partitions.
-- before
CREATE TABLE m (a int NOT NULL, c int, b text) PARTITION BY RANGE (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m2 PARTITION OF m DEFAULT;
-- after
CREATE TABLE m (a int NOT NULL, c bigint) PARTITION BY RANGE (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m2 PARTITION OF m DEFAULT;
