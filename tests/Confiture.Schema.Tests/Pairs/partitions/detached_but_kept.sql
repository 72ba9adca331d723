-- A partition becomes a table of its own and another table a partition, rows included.
-- confiture-data
-- rows
INSERT INTO m VALUES (1, 'a');
INSERT INTO m2 VALUES (2, 'b');
-- before
CREATE TABLE m (k int NOT NULL, v text) PARTITION BY LIST (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m2 (k int NOT NULL, v text);
-- after
CREATE TABLE m (k int NOT NULL, v text) PARTITION BY LIST (k);
CREATE TABLE m1 (k int NOT NULL, v text);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
