-- The type of a server changes, which has no ALTER, with mappings and tables on it.
-- both
CREATE FOREIGN DATA WRAPPER w;
-- before
CREATE SERVER s TYPE 'a' FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR alice SERVER s OPTIONS (u 'x');
CREATE FOREIGN TABLE ft (id int) SERVER s OPTIONS (t 'y');
CREATE VIEW v AS SELECT id FROM ft;
-- after
CREATE SERVER s TYPE 'b' FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR alice SERVER s OPTIONS (u 'x');
CREATE FOREIGN TABLE ft (id int) SERVER s OPTIONS (t 'y');
CREATE VIEW v AS SELECT id FROM ft;
