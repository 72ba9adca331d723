-- A column in the middle is dropped, which is possible, but the way back is not.
-- column-order
-- before
CREATE TABLE t (a int, b int, c int);
-- after
CREATE TABLE t (a int, c int);
