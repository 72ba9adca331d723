-- A partition becomes a foreign table.
-- both
CREATE EXTENSION postgres_fdw;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
CREATE TABLE m (a int, b text) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
-- before
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
-- after
CREATE FOREIGN TABLE m2 PARTITION OF m FOR VALUES IN (2) SERVER far OPTIONS (table_name 'far_m2');
