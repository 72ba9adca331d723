-- A published table is replaced by a partitioned one of the same name.
-- before
CREATE TABLE a (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE a;
-- after
CREATE TABLE a (id int PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE a0 PARTITION OF a FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE PUBLICATION p FOR TABLE a;
