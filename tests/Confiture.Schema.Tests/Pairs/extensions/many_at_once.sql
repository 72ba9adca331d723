-- Several extensions are exchanged for others.
-- before
CREATE EXTENSION fuzzystrmatch;
CREATE EXTENSION isn;
CREATE EXTENSION seg;
-- after
CREATE EXTENSION btree_gin;
CREATE EXTENSION fuzzystrmatch;
CREATE EXTENSION bloom;
CREATE TABLE t (a int, b text);
CREATE INDEX t_bloom ON t USING bloom (a, b) WITH (length = 80, col1 = 2);
