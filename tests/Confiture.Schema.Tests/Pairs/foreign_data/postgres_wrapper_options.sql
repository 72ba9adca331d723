-- Options of server and table of the PostgreSQL wrapper change.
-- both
CREATE EXTENSION postgres_fdw;
-- before
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', fetch_size '50');
CREATE FOREIGN TABLE t (id int OPTIONS (column_name 'key'), v text) SERVER far OPTIONS (schema_name 's', table_name 't', updatable 'false');
-- after
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '2', use_remote_estimate 'true', async_capable 'true');
CREATE FOREIGN TABLE t (id int, v text OPTIONS (column_name 'value')) SERVER far OPTIONS (schema_name 's', table_name 'u', fetch_size '10');
ALTER SERVER far OWNER TO postgres;
