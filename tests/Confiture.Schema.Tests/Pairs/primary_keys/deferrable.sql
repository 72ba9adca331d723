-- A primary key becomes deferrable, so nothing may refer to it any more.
-- before
CREATE TABLE t (a int CONSTRAINT t_pk PRIMARY KEY);
CREATE TABLE c (a int CONSTRAINT c_fk REFERENCES t);
-- after
CREATE TABLE t (a int CONSTRAINT t_pk PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE c (a int);
