-- A circle of three foreign keys is closed between tables that exist already.
-- before
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, c_id int);
CREATE TABLE c (id int PRIMARY KEY, a_id int);
-- after
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, c_id int);
CREATE TABLE c (id int PRIMARY KEY, a_id int REFERENCES a);
ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b_id) REFERENCES b DEFERRABLE;
ALTER TABLE b ADD CONSTRAINT b_c_fkey FOREIGN KEY (c_id) REFERENCES c ON DELETE SET NULL;
