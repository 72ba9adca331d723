-- Partition keys use expressions, operator classes and collations.
-- before
-- after
CREATE TABLE m (a text, b int, c timestamptz) PARTITION BY RANGE (lower(a) COLLATE "C" text_pattern_ops, (b % 10));
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('a', MINVALUE) TO ('m', MAXVALUE);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM ('m', MAXVALUE) TO (MAXVALUE, MAXVALUE);
