-- Two tables exchange their definitions under their names while foreign keys and views stay on the names.
-- before
CREATE TABLE a (id int PRIMARY KEY, x text);
CREATE TABLE b (id int PRIMARY KEY, y date);
CREATE TABLE c (a_id int REFERENCES a, b_id int REFERENCES b);
CREATE VIEW v AS SELECT a.id, b.id AS b_id FROM a, b;
-- after
CREATE TABLE a (id int PRIMARY KEY, y date);
CREATE TABLE b (id int PRIMARY KEY, x text);
CREATE TABLE c (a_id int REFERENCES a, b_id int REFERENCES b);
CREATE VIEW v AS SELECT a.id, b.id AS b_id FROM a, b;
