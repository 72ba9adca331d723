-- Functions that find others by the search path, called for rows when an index and a materialized view over them are made.
-- Since 17 the server itself finds nothing but its own then.
-- until: 16
-- both
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE FUNCTION inner_name(x text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(x) $$;
CREATE FUNCTION outer_name(x text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN inner_name(x) || (SELECT 'x'); END $$;
CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM t';
-- before
CREATE TABLE other (n int);
-- after
CREATE INDEX t_outer ON t (outer_name(a));
CREATE UNIQUE INDEX t_outer_unique ON t (outer_name(a), id);
CREATE MATERIALIZED VIEW mv AS SELECT id, outer_name(a) AS name, counted() AS n FROM t;
CREATE INDEX mv_name ON mv (inner_name(name));
-- rows
INSERT INTO t VALUES (1, 'A'), (2, 'b');
