-- Statistics, a publication filter and a partial index depend on a column whose type changes.
-- since: 15
-- before
CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL);
ALTER TABLE t REPLICA IDENTITY FULL;
CREATE STATISTICS st ON (n + 1), (n * 2) FROM t;
CREATE INDEX t_n ON t (id) WHERE n > 5;
CREATE PUBLICATION p FOR TABLE t WHERE (n > 5);
-- after
CREATE TABLE t (id int PRIMARY KEY, n numeric NOT NULL);
ALTER TABLE t REPLICA IDENTITY FULL;
CREATE STATISTICS st ON (n + 1), (n * 2) FROM t;
CREATE INDEX t_n ON t (id) WHERE n > 5;
CREATE PUBLICATION p FOR TABLE t WHERE (n > 5);
