-- A table with everything on it is renamed; names made from the old table's name are given explicitly.
-- confiture-data
-- rows
INSERT INTO client VALUES (1, 'a');
INSERT INTO bill VALUES (1, 1);
-- before
CREATE TABLE client (id int CONSTRAINT client_pk PRIMARY KEY, name text);
CREATE INDEX client_name ON client (name);
CREATE VIEW clients AS SELECT id, name FROM client;
CREATE TABLE bill (id int, client_id int CONSTRAINT bill_client REFERENCES client);
GRANT SELECT ON client TO app_reader;
COMMENT ON TABLE client IS 'people';
-- after
-- confiture: renamed from client
CREATE TABLE customer (id int CONSTRAINT client_pk PRIMARY KEY, name text);
CREATE INDEX client_name ON customer (name);
CREATE VIEW clients AS SELECT id, name FROM customer;
CREATE TABLE bill (id int, client_id int CONSTRAINT bill_client REFERENCES customer);
GRANT SELECT ON customer TO app_reader;
COMMENT ON TABLE customer IS 'people';
