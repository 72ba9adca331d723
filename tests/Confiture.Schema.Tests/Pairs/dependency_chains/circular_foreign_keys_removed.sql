-- Four tables in a circle of foreign keys go together.
-- before
CREATE TABLE a (id int PRIMARY KEY, d_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
CREATE TABLE c (id int PRIMARY KEY, b_id int REFERENCES b);
CREATE TABLE d (id int PRIMARY KEY, c_id int REFERENCES c);
ALTER TABLE a ADD FOREIGN KEY (d_id) REFERENCES d;
CREATE VIEW circle AS SELECT a.id FROM a JOIN b ON b.a_id = a.id JOIN c ON c.b_id = b.id JOIN d ON d.c_id = c.id;
-- after
