-- A table is renamed and the names that the server derives from it (key, sequence, indexes, checks) follow on the new side.
-- confiture-data
-- rows
INSERT INTO client (name) VALUES ('a'), ('b');
-- before
CREATE TABLE client (id serial PRIMARY KEY, name text NOT NULL UNIQUE CHECK (name <> ''));
CREATE INDEX ON client (lower(name));
-- after
-- confiture: renamed from client
CREATE TABLE customer (id serial PRIMARY KEY, name text NOT NULL UNIQUE CHECK (name <> ''));
CREATE INDEX ON customer (lower(name));
