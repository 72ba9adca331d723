-- A check of a partitioned table goes and another comes while a partition gets other bounds.
-- both
CREATE TABLE m (k int NOT NULL, v int) PARTITION BY RANGE (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10);
-- before
ALTER TABLE m ADD CONSTRAINT v_known CHECK (v > 0);
CREATE TABLE m_2 PARTITION OF m DEFAULT;
-- after
ALTER TABLE m ADD CONSTRAINT v_small CHECK (v < 1000);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
