-- A foreign key swaps the columns of its two-column reference.
-- both
CREATE TABLE p (x int, y int, PRIMARY KEY (x, y));
-- before
CREATE TABLE c (a int, b int, CONSTRAINT c_fk FOREIGN KEY (a, b) REFERENCES p (x, y));
-- after
CREATE TABLE c (a int, b int, CONSTRAINT c_fk FOREIGN KEY (a, b) REFERENCES p (y, x));
