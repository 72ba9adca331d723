-- A partition and its parent are renamed.
-- confiture-data
-- rows
INSERT INTO m VALUES (1, 'a');
-- before
CREATE TABLE m (k int, v text) PARTITION BY LIST (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
-- after
-- confiture: renamed from m
CREATE TABLE measure (k int, v text) PARTITION BY LIST (k);
-- confiture: renamed from m_1
CREATE TABLE measure_one PARTITION OF measure FOR VALUES IN (1);
