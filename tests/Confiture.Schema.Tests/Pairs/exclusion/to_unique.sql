-- An exclusion constraint becomes a unique constraint of the same name.
-- before
CREATE TABLE e (a int, CONSTRAINT e_a EXCLUDE USING btree (a WITH =));
-- after
CREATE TABLE e (a int, CONSTRAINT e_a UNIQUE (a));
