-- A partition has another default than its parent.
-- both
CREATE TABLE t (a int, b text DEFAULT 'parent') PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);
-- before
ALTER TABLE t1 ALTER b SET DEFAULT 'one';
-- after
ALTER TABLE t1 ALTER b DROP DEFAULT;
ALTER TABLE t2 ALTER b SET DEFAULT 'two';
