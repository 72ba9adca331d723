-- A column goes from a table whose row type functions take and return.
-- before
CREATE TABLE t (id int, v int, w int);
CREATE FUNCTION one(int) RETURNS t LANGUAGE sql STABLE AS 'SELECT * FROM t WHERE id = $1';
CREATE FUNCTION vw(t) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.v + $1.w';
CREATE FUNCTION all_t() RETURNS SETOF t LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM t; END $$;
-- after
CREATE TABLE t (id int, v int);
CREATE FUNCTION one(int) RETURNS t LANGUAGE sql STABLE AS 'SELECT * FROM t WHERE id = $1';
CREATE FUNCTION vw(t) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.v';
CREATE FUNCTION all_t() RETURNS SETOF t LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM t; END $$;
