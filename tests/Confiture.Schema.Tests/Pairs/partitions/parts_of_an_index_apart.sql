-- An index and a key of the whole have no part in a partition, which has its own, until these join.
-- both
CREATE TABLE m (d int NOT NULL, id int NOT NULL) PARTITION BY LIST (d);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE INDEX m_i ON ONLY m (id);
CREATE INDEX m1_i ON m1 (id);
ALTER TABLE ONLY m ADD CONSTRAINT m_key UNIQUE (d, id);
ALTER TABLE m1 ADD CONSTRAINT m1_key UNIQUE (d, id);
-- before
-- after
ALTER INDEX m_i ATTACH PARTITION m1_i;
ALTER INDEX m_key ATTACH PARTITION m1_key;
