-- Every column of a table changes its type.
-- before
CREATE TABLE t (a int, b text, c date, d numeric, e boolean, f varchar(5));
CREATE INDEX t_all ON t (a, b, c);
-- after
CREATE TABLE t (a bigint, b varchar(50), c timestamp, d double precision, e text, f char(5));
CREATE INDEX t_all ON t (a, b, c);
