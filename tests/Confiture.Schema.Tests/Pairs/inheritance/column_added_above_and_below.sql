-- Parent and child get a column that each says itself.
-- before
CREATE TABLE p (id int);
CREATE TABLE c (id int) INHERITS (p);
-- after
CREATE TABLE p (id int, note text);
CREATE TABLE c (id int, note text) INHERITS (p);
