-- A partition has its columns in another order than its parent and is detached.
-- both
CREATE TABLE m (a int NOT NULL, b text) PARTITION BY LIST (a);
CREATE TABLE m1 (b text, a int NOT NULL);
-- before
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN (1);
-- after
