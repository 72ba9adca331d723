-- A partitioned table gets a foreign key, and a plain table one to a partitioned table.
-- before
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int, p_id int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (100);
CREATE TABLE t2 PARTITION OF t DEFAULT;
CREATE TABLE c (t_id int);
-- after
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int, p_id int REFERENCES p ON DELETE CASCADE, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (100);
CREATE TABLE t2 PARTITION OF t DEFAULT;
CREATE TABLE c (t_id int REFERENCES t);
