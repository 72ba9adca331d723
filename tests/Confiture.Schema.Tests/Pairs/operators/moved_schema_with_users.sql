-- An operator and its function move to a schema; a default, a generated column and an index use it.
-- both
CREATE SCHEMA lib;
-- before
CREATE FUNCTION mix(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 31 + $2';
CREATE OPERATOR @@@ (FUNCTION = mix, LEFTARG = int, RIGHTARG = int);
CREATE TABLE t (a int, b int DEFAULT (1 @@@ 2), c int GENERATED ALWAYS AS (a @@@ 5) STORED);
CREATE INDEX t_i ON t ((a @@@ b));
-- after
CREATE FUNCTION lib.mix(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 31 + $2';
CREATE OPERATOR lib.@@@ (FUNCTION = lib.mix, LEFTARG = int, RIGHTARG = int);
CREATE TABLE t (a int, b int DEFAULT (1 OPERATOR(lib.@@@) 2), c int GENERATED ALWAYS AS (a OPERATOR(lib.@@@) 5) STORED);
CREATE INDEX t_i ON t ((a OPERATOR(lib.@@@) b));
