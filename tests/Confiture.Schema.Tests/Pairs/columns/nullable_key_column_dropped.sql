-- A column of a three-column index, primary key and unique key goes; the keys stay smaller.
-- before
CREATE TABLE t (a int, b int, c int, CONSTRAINT t_pk PRIMARY KEY (a, b, c), CONSTRAINT t_u UNIQUE (c, a));
CREATE INDEX t_i ON t (b, c);
-- after
CREATE TABLE t (a int, b int, CONSTRAINT t_pk PRIMARY KEY (a, b), CONSTRAINT t_u UNIQUE (a));
CREATE INDEX t_i ON t (b);
