-- A partition has the columns in the order of its parent afterwards.
-- column-order
-- before
CREATE TABLE m (a int, b text) PARTITION BY LIST (a);
CREATE TABLE m1 (b text, a int);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN (1);
-- after
CREATE TABLE m (a int, b text) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
