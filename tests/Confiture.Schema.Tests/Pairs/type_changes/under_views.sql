-- A column's type changes under a view, a view on it and a grant on both.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 2);
-- before
CREATE TABLE t (id int PRIMARY KEY, n int);
CREATE VIEW v AS SELECT id, n FROM t;
CREATE VIEW w AS SELECT sum(n) AS s FROM v;
GRANT SELECT ON v, w TO app_reader;
-- after
CREATE TABLE t (id int PRIMARY KEY, n numeric);
CREATE VIEW v AS SELECT id, n FROM t;
CREATE VIEW w AS SELECT sum(n) AS s FROM v;
GRANT SELECT ON v, w TO app_reader;
