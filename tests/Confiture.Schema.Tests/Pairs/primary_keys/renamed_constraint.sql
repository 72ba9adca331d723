-- A primary key has the same columns under another name while a foreign key uses it.
-- before
CREATE TABLE p (id int CONSTRAINT p_pk PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
-- after
CREATE TABLE p (id int CONSTRAINT p_primary PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
