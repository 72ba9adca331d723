-- A unique constraint on which a foreign key rests is replaced by a unique index.
-- before
CREATE TABLE p (code text, v int, CONSTRAINT p_code UNIQUE (code));
CREATE TABLE c (code text CONSTRAINT c_code REFERENCES p (code));
-- after
CREATE TABLE p (code text, v int);
CREATE UNIQUE INDEX p_code ON p (code);
CREATE TABLE c (code text CONSTRAINT c_code REFERENCES p (code));
