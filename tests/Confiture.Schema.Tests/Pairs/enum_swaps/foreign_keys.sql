-- A value is removed from an enum that is a key on both sides of a foreign key.
-- confiture-data
-- rows
INSERT INTO p VALUES ('a'), ('b');
INSERT INTO c VALUES (1, 'b');
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE TABLE p (v s PRIMARY KEY);
CREATE TABLE c (id int, v s REFERENCES p ON UPDATE CASCADE);
-- after
CREATE TYPE s AS ENUM ('b', 'a');
CREATE TABLE p (v s PRIMARY KEY);
CREATE TABLE c (id int, v s REFERENCES p ON UPDATE CASCADE);
