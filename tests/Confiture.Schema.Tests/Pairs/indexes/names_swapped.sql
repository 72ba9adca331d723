-- Two indexes exchange their definitions under their names.
-- both
CREATE TABLE t (a int, b int);
-- before
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (b);
-- after
CREATE INDEX one ON t (b);
CREATE INDEX two ON t (a);
