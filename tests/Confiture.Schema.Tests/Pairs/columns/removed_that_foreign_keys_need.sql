-- A column goes with the unique key on it and the foreign key that points to it.
-- before
CREATE TABLE p (id int PRIMARY KEY, code text CONSTRAINT p_code UNIQUE);
CREATE TABLE c (id int PRIMARY KEY, p_code text REFERENCES p (code));
-- after
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY);
