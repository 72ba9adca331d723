-- A partitioned table gets a primary key, and its partitions had unique indexes of that shape.
-- before
CREATE TABLE m (a int NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
-- after
CREATE TABLE m (a int NOT NULL, b int NOT NULL, CONSTRAINT m_pk PRIMARY KEY (a, b)) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
