-- Partitions have other owners than their parents.
-- both
CREATE TABLE m (a int) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
-- before
ALTER TABLE m1 OWNER TO alice;
-- after
ALTER TABLE m OWNER TO owner_role;
ALTER TABLE m2 OWNER TO bob;
