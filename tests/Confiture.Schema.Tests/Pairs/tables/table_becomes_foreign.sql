-- A table becomes a foreign table of the same name.
-- both
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
-- before
CREATE TABLE import (id int, line text);
-- after
CREATE FOREIGN TABLE import (id int, line text) SERVER files OPTIONS (filename '/dev/null', format 'csv');
