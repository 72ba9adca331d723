-- An exclusion constraint changes from one access method to another.
-- before
CREATE TABLE e (a int, c circle, CONSTRAINT e_a EXCLUDE USING btree (a WITH =));
-- after
CREATE TABLE e (a int, c circle, CONSTRAINT e_a EXCLUDE USING hash (a WITH =), CONSTRAINT e_c EXCLUDE USING gist (c WITH &&) WITH (fillfactor = 70));
