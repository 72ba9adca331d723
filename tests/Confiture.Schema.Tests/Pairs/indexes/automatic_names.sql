-- Indexes without names get numbered ones; one in the middle goes.
-- both
CREATE TABLE t (a int, b text);
-- before
CREATE INDEX ON t (a);
CREATE INDEX ON t (a, b);
CREATE INDEX ON t (lower(b));
CREATE INDEX ON t (a);
-- after
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE INDEX ON t (lower(b), (a + 1));
