-- A wrapper extension appears with servers, user mappings and foreign tables on it.
-- before
-- after
CREATE EXTENSION postgres_fdw;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', dbname 'far');
CREATE USER MAPPING FOR alice SERVER far OPTIONS (user 'a');
CREATE FOREIGN TABLE far_thing (id int NOT NULL, v text OPTIONS (column_name 'value')) SERVER far OPTIONS (schema_name 'x', table_name 'thing');
