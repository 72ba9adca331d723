-- Partitions live in a schema of their own, and the parent is moved there too.
-- both
CREATE SCHEMA parts;
-- before
CREATE TABLE m (a int, b text) PARTITION BY RANGE (a);
CREATE TABLE parts.m1 PARTITION OF m FOR VALUES FROM (1) TO (2);
-- after
CREATE TABLE parts.m (a int, b text) PARTITION BY RANGE (a);
CREATE TABLE parts.m1 PARTITION OF parts.m FOR VALUES FROM (1) TO (2);
