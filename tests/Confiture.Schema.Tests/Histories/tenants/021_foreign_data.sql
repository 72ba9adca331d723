-- The data warehouse is read through a wrapper.
CREATE EXTENSION postgres_fdw;
CREATE SCHEMA warehouse AUTHORIZATION owner_role;
CREATE SERVER warehouse FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', dbname 'warehouse');
ALTER SERVER warehouse OWNER TO owner_role;
CREATE USER MAPPING FOR PUBLIC SERVER warehouse OPTIONS (user 'reader');
CREATE FOREIGN TABLE warehouse.active_user (tenant_id integer NOT NULL, day date NOT NULL, users integer OPTIONS (column_name 'n')) SERVER warehouse OPTIONS (schema_name 'facts', table_name 'active_users');
GRANT USAGE ON FOREIGN SERVER warehouse TO app_writer;
GRANT SELECT ON warehouse.active_user TO app_writer;
