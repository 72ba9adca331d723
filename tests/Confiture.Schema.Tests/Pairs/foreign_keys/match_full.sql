-- A foreign key changes between MATCH SIMPLE and MATCH FULL.
-- both
CREATE TABLE p (x int, y int, PRIMARY KEY (x, y));
-- before
CREATE TABLE c (a int, b int, CONSTRAINT c_fk FOREIGN KEY (a, b) REFERENCES p);
-- after
CREATE TABLE c (a int, b int, CONSTRAINT c_fk FOREIGN KEY (a, b) REFERENCES p MATCH FULL ON DELETE CASCADE);
