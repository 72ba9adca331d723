-- Two existing tables become parent and child.
-- confiture-data
-- rows
INSERT INTO c VALUES (1, 'a', 2);
-- before
CREATE TABLE p (id int, name text);
CREATE TABLE c (id int, name text, extra int);
-- after
CREATE TABLE p (id int, name text);
CREATE TABLE c (id int, name text, extra int) INHERITS (p);
