-- A partition for one value becomes the default partition.
-- both
CREATE TABLE m (k int) PARTITION BY LIST (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
-- before
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
-- after
CREATE TABLE m2 PARTITION OF m DEFAULT;
