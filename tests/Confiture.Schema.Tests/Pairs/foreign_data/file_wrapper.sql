-- A file wrapper's table becomes a plain table with the same columns.
-- both
CREATE EXTENSION file_fdw;
-- before
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE log_line (at text, line text) SERVER files OPTIONS (filename '/dev/null', format 'text', delimiter E'\t');
-- after
CREATE TABLE log_line (at text, line text);
