-- Statistics targets of an expression index's column and of a partition differ from their parents.
-- both
CREATE TABLE t (a int, b text) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10);
CREATE TABLE u (x int, y text);
CREATE INDEX u_lower ON u (x, lower(y), (x + 1));
-- before
ALTER TABLE ONLY t1 ALTER a SET STATISTICS 77;
ALTER INDEX u_lower ALTER COLUMN 2 SET STATISTICS 300;
-- after
ALTER TABLE ONLY t ALTER b SET STATISTICS 88;
ALTER INDEX u_lower ALTER COLUMN 3 SET STATISTICS 400;
