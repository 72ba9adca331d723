-- NOT NULL is set on one column and dropped from another, with rows.
-- confiture-data
-- rows
INSERT INTO n VALUES (1, 'x', 'y');
-- before
CREATE TABLE n (id int PRIMARY KEY, a text NOT NULL, b text);
-- after
CREATE TABLE n (id int PRIMARY KEY, a text, b text NOT NULL);
