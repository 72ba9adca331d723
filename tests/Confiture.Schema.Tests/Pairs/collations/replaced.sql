-- A collation gets another locale, which has no ALTER, under a column, an index and a view.
-- before
CREATE COLLATION sorted (provider = icu, locale = 'de');
CREATE TABLE t (a text COLLATE sorted PRIMARY KEY);
CREATE VIEW v AS SELECT a FROM t ORDER BY a COLLATE sorted;
-- after
CREATE COLLATION sorted (provider = icu, locale = 'sv');
CREATE TABLE t (a text COLLATE sorted PRIMARY KEY);
CREATE VIEW v AS SELECT a FROM t ORDER BY a COLLATE sorted;
