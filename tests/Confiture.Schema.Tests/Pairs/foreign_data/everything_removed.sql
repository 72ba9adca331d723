-- Wrapper, servers, mappings and tables go together, with a materialized view on a foreign table.
-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR CURRENT_USER SERVER s;
CREATE FOREIGN TABLE ft (id int) SERVER s;
CREATE MATERIALIZED VIEW mv AS SELECT id FROM ft WITH NO DATA;
-- after
