-- A wrapper of its own gets a handler and loses it, while a server and a foreign table use it.
-- both
CREATE EXTENSION postgres_fdw;
-- before
CREATE FOREIGN DATA WRAPPER near;
CREATE SERVER here FOREIGN DATA WRAPPER near;
-- after
CREATE FOREIGN DATA WRAPPER near HANDLER postgres_fdw_handler VALIDATOR postgres_fdw_validator;
CREATE SERVER here FOREIGN DATA WRAPPER near;
CREATE FOREIGN TABLE t (a int) SERVER here;
