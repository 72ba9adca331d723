-- A partition gets other bounds while the whole gets a column and another type for one.
-- before
CREATE TABLE m (a int, v text, n int) PARTITION BY RANGE (a);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (1) TO (10);
-- after
CREATE TABLE m (a int, v text, n bigint, extra int DEFAULT 5) PARTITION BY RANGE (a);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (1) TO (5);
-- rows
INSERT INTO m VALUES (2, 'x', 1);
