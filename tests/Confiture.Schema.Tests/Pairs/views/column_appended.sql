-- A view gets one more column at its end, which may be done in place; its grants survive.
-- both
CREATE TABLE t (a int, b text, c date);
-- before
CREATE VIEW v AS SELECT a, b FROM t;
GRANT SELECT (a) ON v TO app_reader;
-- after
CREATE VIEW v AS SELECT a, b, c FROM t;
GRANT SELECT (a) ON v TO app_reader;
