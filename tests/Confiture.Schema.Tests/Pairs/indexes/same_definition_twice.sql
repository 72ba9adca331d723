-- A table has two equal indexes under different names, of which one goes.
-- both
CREATE TABLE t (a int);
CREATE INDEX t_a1 ON t (a);
-- before
CREATE INDEX t_a2 ON t (a);
-- after
