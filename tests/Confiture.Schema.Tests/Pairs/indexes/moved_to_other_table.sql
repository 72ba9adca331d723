-- An index name moves from one table to another.
-- both
CREATE TABLE t (a int);
CREATE TABLE u (a int);
-- before
CREATE INDEX the_index ON t (a);
-- after
CREATE INDEX the_index ON u (a);
