-- A foreign key of the same name refers to another table.
-- both
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE q (id int PRIMARY KEY);
-- before
CREATE TABLE c (a int, CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES p);
-- after
CREATE TABLE c (a int, CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES q);
