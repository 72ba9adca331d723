-- A column of a table that another inherits from changes its type, and one that the other has of its own, with a key over both.
-- confiture-data
-- rows
INSERT INTO people (id) VALUES (1);
INSERT INTO staff (id, pay) VALUES (2, 100);
-- before
CREATE TABLE people (id int NOT NULL);
CREATE TABLE staff (pay int NOT NULL, UNIQUE (id, pay)) INHERITS (people);
-- after
CREATE TABLE people (id bigint NOT NULL);
CREATE TABLE staff (pay bigint NOT NULL, UNIQUE (id, pay)) INHERITS (people);
