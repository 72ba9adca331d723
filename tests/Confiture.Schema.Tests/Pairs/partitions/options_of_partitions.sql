-- Partitions differ from each other in storage parameters, persistence of their own and grants.
-- both
CREATE TABLE m (a int, b text) PARTITION BY LIST (a);
-- before
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1) WITH (fillfactor = 70);
CREATE UNLOGGED TABLE m2 PARTITION OF m FOR VALUES IN (2);
-- after
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1) WITH (autovacuum_enabled = off);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
GRANT SELECT ON m1 TO app_reader;
ALTER TABLE m2 OWNER TO alice;
