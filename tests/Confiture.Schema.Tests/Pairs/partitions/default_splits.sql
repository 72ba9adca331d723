-- A new partition takes values that the default partition held until now.
-- confiture-data
-- both
CREATE TABLE m (k int, v text) PARTITION BY LIST (k);
CREATE TABLE m_rest PARTITION OF m DEFAULT;
-- rows
INSERT INTO m VALUES (1, 'a'), (NULL, 'c');
-- before
-- after
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
