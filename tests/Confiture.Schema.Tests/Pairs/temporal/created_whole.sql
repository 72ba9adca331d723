-- Temporal tables in a partitioned form appear with data range types of their own.
-- since: 18
-- before
-- after
CREATE TYPE textrange AS RANGE (subtype = text);
CREATE TABLE t (id int4range, valid_at textrange, CONSTRAINT t_pk PRIMARY KEY (id, valid_at WITHOUT OVERLAPS)) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('[1,2)');
CREATE TABLE t2 PARTITION OF t DEFAULT;
