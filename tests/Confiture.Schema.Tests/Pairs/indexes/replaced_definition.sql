-- An index of the same name changes its columns, predicate, included columns and options.
-- both
CREATE TABLE t (a int, b text, c boolean, d date);
-- before
CREATE INDEX t_idx ON t (a, b) WHERE c;
-- after
CREATE UNIQUE INDEX t_idx ON t (b text_pattern_ops, a) INCLUDE (d) WITH (fillfactor = 60) WHERE NOT c AND a > 5;
