-- A collation gets another locale, while a column, an index and a view use it.
-- both
-- before
CREATE COLLATION mine (PROVIDER = libc, LOCALE = 'C');
CREATE COLLATION other (PROVIDER = icu, LOCALE = 'und');
CREATE TABLE t (a text COLLATE mine, b text COLLATE other);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 'm';
-- after
CREATE COLLATION mine (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C.UTF-8');
CREATE COLLATION other (PROVIDER = libc, LOCALE = 'C');
CREATE TABLE t (a text COLLATE mine, b text COLLATE other);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a, b FROM t WHERE a > 'm';
