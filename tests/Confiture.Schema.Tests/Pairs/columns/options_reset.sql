-- All column options go back to what they were at first.
-- before
CREATE TABLE t (a int, b text, c text);
ALTER TABLE t ALTER a SET (n_distinct = 5), ALTER a SET STATISTICS 10, ALTER b SET STORAGE PLAIN, ALTER c SET COMPRESSION pglz, ALTER c SET STATISTICS 10000;
-- after
CREATE TABLE t (a int, b text, c text);
