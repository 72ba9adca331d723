-- Storage is written in the column definition and differs per column.
-- since: 16
-- before
CREATE TABLE blob (id int, a text STORAGE EXTERNAL COMPRESSION pglz, b bytea STORAGE DEFAULT);
-- after
CREATE TABLE blob (id int, a text STORAGE EXTENDED, b bytea STORAGE EXTERNAL);
