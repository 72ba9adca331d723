-- One side has gaps where columns were dropped, which is no difference, beside one that is.
-- before
CREATE TABLE t (a int, gone1 text, b int, gone2 text);
ALTER TABLE t DROP COLUMN gone1, DROP COLUMN gone2;
CREATE VIEW v AS SELECT a, b FROM t;
-- after
CREATE TABLE t (a int, b int, c int);
CREATE VIEW v AS SELECT a, b FROM t;
