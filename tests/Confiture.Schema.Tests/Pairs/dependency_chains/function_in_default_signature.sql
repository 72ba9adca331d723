-- The function in the middle of a chain of defaults, checks and views gets another signature.
-- before
CREATE FUNCTION low(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION mid(int) RETURNS int LANGUAGE sql IMMUTABLE RETURN low($1) + 1;
CREATE FUNCTION high(int) RETURNS int LANGUAGE sql IMMUTABLE RETURN mid($1) + 1;
CREATE TABLE t (a int DEFAULT high(1), b int CHECK (mid(b) > 0), c int GENERATED ALWAYS AS (high(a)) STORED);
CREATE VIEW v AS SELECT high(a) AS h FROM t;
-- after
CREATE FUNCTION low(int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1::bigint';
CREATE FUNCTION mid(int) RETURNS int LANGUAGE sql IMMUTABLE RETURN low($1)::int + 1;
CREATE FUNCTION high(int) RETURNS int LANGUAGE sql IMMUTABLE RETURN mid($1) + 1;
CREATE TABLE t (a int DEFAULT high(1), b int CHECK (mid(b) > 0), c int GENERATED ALWAYS AS (high(a)) STORED);
CREATE VIEW v AS SELECT high(a) AS h FROM t;
