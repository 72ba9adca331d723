-- An extension is found in another schema, with an index and a view that use what it owns.
-- both
CREATE SCHEMA ext;
CREATE TABLE t (id int, name text);
-- before
CREATE EXTENSION pg_trgm;
CREATE INDEX t_name ON t USING gin (name gin_trgm_ops);
CREATE VIEW alike AS SELECT id, similarity(name, 'abc') AS s FROM t WHERE name % 'abc';
-- after
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE INDEX t_name ON t USING gin (name ext.gin_trgm_ops);
CREATE VIEW alike AS SELECT id, ext.similarity(name, 'abc') AS s FROM t WHERE name OPERATOR(ext.%) 'abc';
