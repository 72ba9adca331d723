-- The collation of a domain changes under a column with an index.
-- before
CREATE DOMAIN word AS text COLLATE "C";
CREATE TABLE t (w word PRIMARY KEY);
-- after
CREATE DOMAIN word AS text COLLATE "POSIX";
CREATE TABLE t (w word PRIMARY KEY);
