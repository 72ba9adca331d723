-- A unique index of a partitioned table gets another predicate-free definition with the same name.
-- before
CREATE TABLE t (a int, b int, c int) PARTITION BY HASH (a);
CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE UNIQUE INDEX t_u ON t (a, b);
-- after
CREATE TABLE t (a int, b int, c int) PARTITION BY HASH (a);
CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE UNIQUE INDEX t_u ON t (a, c) INCLUDE (b);
