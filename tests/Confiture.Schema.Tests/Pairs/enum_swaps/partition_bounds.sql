-- A value is removed from an enum that is the key of a list-partitioned table.
-- confiture-data
-- rows
INSERT INTO m VALUES ('a', 1), ('b', 2);
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE TABLE m (v s NOT NULL, n int) PARTITION BY LIST (v);
CREATE TABLE m_a PARTITION OF m FOR VALUES IN ('a');
CREATE TABLE m_b PARTITION OF m FOR VALUES IN ('b', 'c');
-- after
CREATE TYPE s AS ENUM ('a', 'b');
CREATE TABLE m (v s NOT NULL, n int) PARTITION BY LIST (v);
CREATE TABLE m_a PARTITION OF m FOR VALUES IN ('a');
CREATE TABLE m_b PARTITION OF m FOR VALUES IN ('b');
