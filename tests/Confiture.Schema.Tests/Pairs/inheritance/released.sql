-- A child is released and stands alone, with the columns that it had.
-- before
CREATE TABLE p (id int NOT NULL, name text, CONSTRAINT p_c CHECK (id > 0));
CREATE TABLE c (id int NOT NULL, name text, CONSTRAINT p_c CHECK (id > 0)) INHERITS (p);
-- after
CREATE TABLE p (id int NOT NULL, name text, CONSTRAINT p_c CHECK (id > 0));
CREATE TABLE c (id int NOT NULL, name text, CONSTRAINT p_c CHECK (id > 0));
