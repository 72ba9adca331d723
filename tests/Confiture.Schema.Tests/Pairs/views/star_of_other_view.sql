-- A table's new column reaches views that were written with a star.
-- before
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT * FROM t;
CREATE VIEW w AS SELECT v.*, 1 AS one FROM v;
-- after
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT * FROM t;
CREATE VIEW w AS SELECT v.*, 1 AS one FROM v;
