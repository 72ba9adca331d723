-- A column goes from the top of three levels but stays in a level that defines it too.
-- before
CREATE TABLE a (id int, v int);
CREATE TABLE b (id int, v int) INHERITS (a);
CREATE TABLE c () INHERITS (b);
-- after
CREATE TABLE a (id int);
CREATE TABLE b (id int, v int) INHERITS (a);
CREATE TABLE c () INHERITS (b);
