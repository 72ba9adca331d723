-- A partition moves from one partitioned table to another.
-- both
CREATE TABLE hot (k int NOT NULL, v text) PARTITION BY LIST (k);
CREATE TABLE cold (k int NOT NULL, v text) PARTITION BY LIST (k);
-- before
CREATE TABLE part PARTITION OF hot FOR VALUES IN (1);
-- after
CREATE TABLE part PARTITION OF cold FOR VALUES IN (1);
