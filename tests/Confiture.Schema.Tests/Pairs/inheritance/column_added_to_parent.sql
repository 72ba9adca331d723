-- A column and a check added to the parent reach the children, one of which has the column already.
-- before
CREATE TABLE p (id int);
CREATE TABLE c1 () INHERITS (p);
CREATE TABLE c2 (id int, v text) INHERITS (p);
-- after
CREATE TABLE p (id int, v text, CONSTRAINT v_there CHECK (v <> ''));
CREATE TABLE c1 () INHERITS (p);
CREATE TABLE c2 (id int, v text) INHERITS (p);
