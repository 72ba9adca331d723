-- A primary key is added to a table whose column could be null.
-- confiture-data
-- rows
INSERT INTO tag VALUES (1, 'a'), (2, 'b');
-- before
CREATE TABLE tag (id int, name text);
-- after
CREATE TABLE tag (id int PRIMARY KEY, name text);
