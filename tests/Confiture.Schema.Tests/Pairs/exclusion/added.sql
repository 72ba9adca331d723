-- An exclusion constraint over a range appears.
-- confiture-data
-- rows
INSERT INTO e VALUES (1, '[1,3)'), (2, '[3,5)');
-- before
CREATE TABLE e (id int PRIMARY KEY, r int4range);
-- after
CREATE TABLE e (id int PRIMARY KEY, r int4range, CONSTRAINT e_r EXCLUDE USING gist (r WITH &&));
