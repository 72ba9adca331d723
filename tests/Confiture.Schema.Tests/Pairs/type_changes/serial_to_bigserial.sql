-- A serial column becomes a big serial, so the type of the sequence changes too, with a view on the sequence's table.
-- confiture-data
-- rows
INSERT INTO t (v) VALUES ('a'), ('b');
-- before
CREATE TABLE t (id serial PRIMARY KEY, v text);
CREATE VIEW w AS SELECT max(id) AS m FROM t;
-- after
CREATE TABLE t (id bigserial PRIMARY KEY, v text);
CREATE VIEW w AS SELECT max(id) AS m FROM t;
