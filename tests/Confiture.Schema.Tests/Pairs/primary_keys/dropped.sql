-- A primary key goes and its columns may be null again; replica identity stays default.
-- before
CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));
-- after
CREATE TABLE t (a int NOT NULL, b int);
