-- Foreign keys become not enforced and enforced in place.
-- since: 18
-- both
CREATE TABLE p (id int PRIMARY KEY);
-- before
CREATE TABLE c (a int CONSTRAINT fa REFERENCES p, b int CONSTRAINT fb REFERENCES p NOT ENFORCED);
-- after
CREATE TABLE c (a int CONSTRAINT fa REFERENCES p NOT ENFORCED, b int CONSTRAINT fb REFERENCES p);
