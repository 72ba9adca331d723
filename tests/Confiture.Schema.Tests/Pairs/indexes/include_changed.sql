-- The included columns of a unique index change their set.
-- both
CREATE TABLE t (a int, b text, c jsonb, d point);
-- before
CREATE UNIQUE INDEX t_i ON t (a) INCLUDE (b);
-- after
CREATE UNIQUE INDEX t_i ON t (a) INCLUDE (c, b, d);
