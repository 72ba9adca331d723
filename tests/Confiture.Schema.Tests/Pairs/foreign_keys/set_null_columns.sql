-- Deleting sets only some of the referring columns to null.
-- since: 15
-- both
CREATE TABLE p (tenant int, id int, PRIMARY KEY (tenant, id));
-- before
CREATE TABLE c (tenant int NOT NULL, p_id int, d int, CONSTRAINT c_fk FOREIGN KEY (tenant, p_id) REFERENCES p ON DELETE SET NULL);
-- after
CREATE TABLE c (tenant int NOT NULL, p_id int, d int, CONSTRAINT c_fk FOREIGN KEY (tenant, p_id) REFERENCES p ON DELETE SET NULL (p_id), CONSTRAINT c_fk2 FOREIGN KEY (tenant, d) REFERENCES p ON DELETE SET DEFAULT (d));
