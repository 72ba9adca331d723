-- A foreign table moves to another server, which has no ALTER.
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s1 FOREIGN DATA WRAPPER w;
CREATE SERVER s2 FOREIGN DATA WRAPPER w;
-- before
CREATE FOREIGN TABLE ft (id int, v text) SERVER s1;
GRANT SELECT ON ft TO app_reader;
-- after
CREATE FOREIGN TABLE ft (id int, v text) SERVER s2;
GRANT SELECT ON ft TO app_reader;
