-- A check that is not valid in a table and valid in the one below it, while its column changes type or the check itself changes.
-- before
CREATE TABLE t (id int, n int);
ALTER TABLE t ADD CONSTRAINT n_known CHECK (n > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT id_known CHECK (id > 0) NOT VALID;
CREATE TABLE below () INHERITS (t);
-- after
CREATE TABLE t (id int, n bigint);
ALTER TABLE t ADD CONSTRAINT n_known CHECK (n > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT id_known CHECK (id > 5) NOT VALID;
CREATE TABLE below () INHERITS (t);
