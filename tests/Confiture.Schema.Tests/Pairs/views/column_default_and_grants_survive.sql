-- A recreated view keeps column defaults, column grants and a trigger that is disabled.
-- before
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, b FROM t;
ALTER VIEW v ALTER b SET DEFAULT 'none';
GRANT SELECT (a), UPDATE (b) ON v TO app_reader;
REVOKE ALL ON v FROM postgres;
-- after
CREATE TABLE t (a bigint, b text);
CREATE VIEW v AS SELECT a, b FROM t;
ALTER VIEW v ALTER b SET DEFAULT 'none';
GRANT SELECT (a), UPDATE (b) ON v TO app_reader;
REVOKE ALL ON v FROM postgres;
