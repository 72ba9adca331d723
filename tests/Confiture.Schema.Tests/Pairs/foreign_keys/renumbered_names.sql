-- Two unnamed foreign keys of one column leave one with a numbered name.
-- both
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE q (id int PRIMARY KEY);
-- before
CREATE TABLE c (a int REFERENCES p REFERENCES q);
-- after
CREATE TABLE c (a int REFERENCES q);
