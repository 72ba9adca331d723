-- An aggregate's final function changes its result type, and views, materialized views and an index follow.
-- before
CREATE FUNCTION fin(bigint) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1::int';
CREATE AGGREGATE tot(int) (SFUNC = int4_sum, STYPE = bigint, FINALFUNC = fin);
CREATE TABLE t (g int, v int);
CREATE MATERIALIZED VIEW mv AS SELECT g, tot(v) AS s FROM t GROUP BY g;
CREATE INDEX mv_s ON mv (s);
CREATE VIEW v AS SELECT max(s) AS m FROM mv;
-- after
CREATE FUNCTION fin(bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE AGGREGATE tot(int) (SFUNC = int4_sum, STYPE = bigint, FINALFUNC = fin);
CREATE TABLE t (g int, v int);
CREATE MATERIALIZED VIEW mv AS SELECT g, tot(v) AS s FROM t GROUP BY g;
CREATE INDEX mv_s ON mv (s);
CREATE VIEW v AS SELECT max(s) AS m FROM mv;
