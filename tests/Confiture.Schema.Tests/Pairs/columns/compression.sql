-- The compression method of a column is set and goes back to the default.
-- before
CREATE TABLE blob (id int, a text COMPRESSION pglz, b text);
-- after
CREATE TABLE blob (id int, a text, b text COMPRESSION pglz);
