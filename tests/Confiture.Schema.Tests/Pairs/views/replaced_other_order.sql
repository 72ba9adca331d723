-- A view gets its columns in another order, which CREATE OR REPLACE refuses, with a view on it.
-- both
CREATE TABLE t (a int, b text, c date);
-- before
CREATE VIEW v AS SELECT a, b, c FROM t;
CREATE VIEW w AS SELECT a, c FROM v WHERE b IS NOT NULL;
GRANT SELECT ON v TO app_reader;
-- after
CREATE VIEW v AS SELECT c, b, a FROM t;
CREATE VIEW w AS SELECT a, c FROM v WHERE b IS NOT NULL;
GRANT SELECT ON v TO app_reader;
