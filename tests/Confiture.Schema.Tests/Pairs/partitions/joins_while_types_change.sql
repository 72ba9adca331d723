-- A table becomes a partition while a column changes its type in both.
-- before
CREATE TABLE p (k int, v int) PARTITION BY LIST (k);
CREATE TABLE reg (k int, v int);
-- after
CREATE TABLE p (k int, v bigint) PARTITION BY LIST (k);
CREATE TABLE reg (k int, v bigint);
ALTER TABLE p ATTACH PARTITION reg FOR VALUES IN (3);
-- rows
INSERT INTO reg VALUES (3, 3);
