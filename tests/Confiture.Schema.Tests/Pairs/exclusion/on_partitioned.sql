-- An exclusion constraint on a partitioned table that includes the partition key appears.
-- since: 17
-- both
CREATE EXTENSION btree_gist;
-- before
CREATE TABLE e (k int, r int4range) PARTITION BY LIST (k);
CREATE TABLE e1 PARTITION OF e FOR VALUES IN (1);
-- after
CREATE TABLE e (k int, r int4range, CONSTRAINT e_r EXCLUDE USING gist (k WITH =, r WITH &&)) PARTITION BY LIST (k);
CREATE TABLE e1 PARTITION OF e FOR VALUES IN (1);
