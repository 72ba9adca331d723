-- A table whose columns change places is referred to and refers.
-- column-order
-- before
CREATE TABLE p (id int PRIMARY KEY, code text UNIQUE);
CREATE TABLE c (p_id int REFERENCES p, note text, p_code text REFERENCES p (code));
-- after
CREATE TABLE p (code text UNIQUE, id int PRIMARY KEY);
CREATE TABLE c (note text, p_id int REFERENCES p, p_code text REFERENCES p (code));
