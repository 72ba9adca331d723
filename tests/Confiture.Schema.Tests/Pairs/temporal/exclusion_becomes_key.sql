-- An exclusion constraint of the same shape becomes a temporal unique key.
-- since: 18
-- both
CREATE EXTENSION btree_gist;
-- before
CREATE TABLE t (id int NOT NULL, during tsrange NOT NULL, CONSTRAINT t_x EXCLUDE USING gist (id WITH =, during WITH &&));
-- after
CREATE TABLE t (id int NOT NULL, during tsrange NOT NULL, CONSTRAINT t_x UNIQUE (id, during WITHOUT OVERLAPS));
