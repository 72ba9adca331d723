-- A domain's check changes while columns, arrays and a function use it.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 50, '{1,2}');
-- before
CREATE DOMAIN pct AS int CONSTRAINT pct_range CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE t (id int, a pct, b pct[]);
CREATE FUNCTION f(pct) RETURNS pct LANGUAGE sql AS 'SELECT $1';
-- after
CREATE DOMAIN pct AS int CONSTRAINT pct_range CHECK (VALUE BETWEEN 0 AND 1000) CONSTRAINT pct_not_13 CHECK (VALUE <> 13);
CREATE TABLE t (id int, a pct, b pct[]);
CREATE FUNCTION f(pct) RETURNS pct LANGUAGE sql AS 'SELECT $1';
