-- A partition becomes itself partitioned, with a default below it.
-- both
CREATE TABLE m (a int NOT NULL, b text NOT NULL) PARTITION BY RANGE (a);
CREATE INDEX m_b ON m (b);
-- before
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
-- after
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10) PARTITION BY LIST (b);
CREATE TABLE m1_x PARTITION OF m1 FOR VALUES IN ('x');
CREATE TABLE m1_rest PARTITION OF m1 DEFAULT;
