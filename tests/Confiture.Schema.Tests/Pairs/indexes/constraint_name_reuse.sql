-- An index's name is taken by a primary key, a check's name by an index.
-- before
CREATE TABLE t (a int NOT NULL, b int, CONSTRAINT nice CHECK (b > 0));
CREATE INDEX t_pk ON t (a);
-- after
CREATE TABLE t (a int NOT NULL, b int, CONSTRAINT t_pk PRIMARY KEY (a));
CREATE INDEX nice ON t (b);
