-- A new column stands in the middle, with a view that names its columns.
-- column-order
-- before
CREATE TABLE t (a int, c text);
CREATE VIEW v AS SELECT a, c FROM t;
-- after
CREATE TABLE t (a int, b date DEFAULT '2020-01-01', c text);
CREATE VIEW v AS SELECT a, c FROM t;
