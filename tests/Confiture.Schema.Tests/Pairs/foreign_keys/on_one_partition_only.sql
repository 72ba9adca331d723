-- A foreign key is on one partition only, then on the parent and so on all.
-- both
CREATE TABLE p (id int PRIMARY KEY);
-- before
CREATE TABLE m (k int, p_id int) PARTITION BY LIST (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
ALTER TABLE m1 ADD CONSTRAINT m1_p_id_fkey FOREIGN KEY (p_id) REFERENCES p;
-- after
CREATE TABLE m (k int, p_id int REFERENCES p) PARTITION BY LIST (k);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
