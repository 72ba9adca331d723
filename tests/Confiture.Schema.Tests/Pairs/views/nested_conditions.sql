-- BETWEEN and comparisons of rows come before more conditions; the view and the checks are made anew.
-- before
CREATE TABLE t (a int, b int, c int, CONSTRAINT k CHECK (a BETWEEN 1 AND 5 AND b > 0));
CREATE VIEW v AS SELECT a FROM t WHERE (a, b) = (b, c) AND c > 1;
CREATE VIEW w AS SELECT a FROM t WHERE a NOT BETWEEN 1 AND 2 OR (a, b) <> (b, c) OR c IN (1, 2);
-- after
CREATE TABLE t (a bigint, b int, c int, CONSTRAINT k CHECK (a BETWEEN 1 AND 6 AND b > 0));
CREATE VIEW v AS SELECT a FROM t WHERE (a, b) = (b, c) AND c > 1;
CREATE VIEW w AS SELECT a FROM t WHERE a NOT BETWEEN 1 AND 2 OR (a, b) <> (b, c) OR c IN (1, 2);
