-- An aggregate gets another start value, which means replacing it while a view uses it.
-- before
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT total(a) AS s FROM t;
GRANT EXECUTE ON FUNCTION total(int) TO app_reader;
-- after
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '100');
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT total(a) AS s FROM t;
GRANT EXECUTE ON FUNCTION total(int) TO app_reader;
