-- An unlogged table with a serial column becomes logged, which takes its sequence along.
-- before
CREATE UNLOGGED TABLE hits (id serial PRIMARY KEY, path text NOT NULL);
CREATE INDEX hits_path_idx ON hits (path);
-- after
CREATE TABLE hits (id serial PRIMARY KEY, path text NOT NULL);
CREATE INDEX hits_path_idx ON hits (path);
