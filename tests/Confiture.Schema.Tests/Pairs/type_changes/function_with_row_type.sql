-- A table's column changes its type while functions take and return its row type.
-- before
CREATE TABLE t (id int PRIMARY KEY, n int);
CREATE FUNCTION f(t) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.n';
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql STABLE AS 'SELECT * FROM t';
CREATE TABLE holder (id int, rows t[]);
CREATE VIEW v AS SELECT f(t) AS n, (t).id FROM t;
-- after
CREATE TABLE t (id int PRIMARY KEY, n bigint);
CREATE FUNCTION f(t) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1.n';
CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql STABLE AS 'SELECT * FROM t';
CREATE TABLE holder (id int, rows t[]);
CREATE VIEW v AS SELECT f(t) AS n, (t).id FROM t;
