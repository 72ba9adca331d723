-- The primary key's columns change their order, and it includes one more.
-- before
CREATE TABLE t (a int, b int, c text, CONSTRAINT t_pk PRIMARY KEY (a, b));
-- after
CREATE TABLE t (a int, b int, c text, CONSTRAINT t_pk PRIMARY KEY (b, a) INCLUDE (c));
