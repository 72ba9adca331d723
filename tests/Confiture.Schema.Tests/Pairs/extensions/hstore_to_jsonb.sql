-- A column goes from hstore to jsonb through the extension's own cast, and the extension goes last.
-- confiture-data
-- rows
INSERT INTO conf VALUES (1, 'a=>1, b=>NULL');
-- before
CREATE EXTENSION hstore;
CREATE TABLE conf (id int PRIMARY KEY, kv hstore NOT NULL DEFAULT ''::hstore);
CREATE INDEX conf_kv ON conf USING gin (kv);
-- after
CREATE TABLE conf (id int PRIMARY KEY, kv jsonb NOT NULL DEFAULT '{}');
CREATE INDEX conf_kv ON conf USING gin (kv);
