-- An ltree column with its own index operator class is added.
-- before
CREATE TABLE node (id int PRIMARY KEY);
-- after
CREATE EXTENSION ltree;
CREATE TABLE node (id int PRIMARY KEY, path ltree NOT NULL, paths ltree[]);
CREATE INDEX node_path ON node USING gist (path);
CREATE INDEX node_paths ON node USING gist (paths gist__ltree_ops);
