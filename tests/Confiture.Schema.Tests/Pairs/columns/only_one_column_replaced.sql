-- The only column of a table is replaced, so for a moment there is none.
-- before
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT * FROM t;
-- after
CREATE TABLE t (b text);
CREATE VIEW v AS SELECT * FROM t;
