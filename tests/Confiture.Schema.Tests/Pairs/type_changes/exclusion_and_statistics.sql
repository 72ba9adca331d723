-- A range column in an exclusion constraint changes its subtype, with statistics and options on it.
-- before
CREATE TABLE t (id int, r int4range, CONSTRAINT x EXCLUDE USING gist (r WITH &&) WHERE (id > 0));
ALTER TABLE t ALTER r SET STATISTICS 200;
ALTER TABLE t ALTER r SET STORAGE MAIN;
CREATE STATISTICS st ON id, r FROM t;
-- after
CREATE TABLE t (id int, r int8range, CONSTRAINT x EXCLUDE USING gist (r WITH &&) WHERE (id > 0));
ALTER TABLE t ALTER r SET STATISTICS 200;
ALTER TABLE t ALTER r SET STORAGE MAIN;
CREATE STATISTICS st ON id, r FROM t;
