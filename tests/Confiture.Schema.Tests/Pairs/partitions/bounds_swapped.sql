-- Two list partitions exchange their values.
-- both
CREATE TABLE m (k text) PARTITION BY LIST (k);
-- before
CREATE TABLE m1 PARTITION OF m FOR VALUES IN ('a', NULL);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN ('b', 'c');
-- after
CREATE TABLE m1 PARTITION OF m FOR VALUES IN ('b', 'c');
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (NULL, 'a');
