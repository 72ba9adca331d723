-- A partitioned table and single partitions are published.
-- both
CREATE TABLE m (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
-- before
CREATE PUBLICATION p FOR TABLE m1;
-- after
CREATE PUBLICATION p FOR TABLE m WITH (publish_via_partition_root);
