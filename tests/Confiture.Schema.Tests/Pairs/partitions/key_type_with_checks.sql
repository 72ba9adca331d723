-- The type of the key changes, so table and partitions are made anew, with checks from above and of their own.
-- before
CREATE TABLE m (k int NOT NULL, v int CHECK (v > 0)) PARTITION BY RANGE (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m_2 PARTITION OF m DEFAULT;
ALTER TABLE m_1 ADD CONSTRAINT own CHECK (v < 9);
-- after
CREATE TABLE m (k bigint NOT NULL, v int CHECK (v > 0)) PARTITION BY RANGE (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m_2 PARTITION OF m DEFAULT;
ALTER TABLE m_1 ADD CONSTRAINT own CHECK (v < 9);
