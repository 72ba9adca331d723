-- The partition key changes, which no ALTER can do.
-- before
CREATE TABLE m (a int, b date) PARTITION BY RANGE (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
-- after
CREATE TABLE m (a int, b date) PARTITION BY RANGE (b);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');
