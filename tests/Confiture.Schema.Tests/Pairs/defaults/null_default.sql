-- A default of NULL is not the same as none in the catalog, and goes.
-- before
CREATE TABLE d (a int DEFAULT NULL, b text DEFAULT NULL::text, c varchar(3) DEFAULT NULL);
-- after
CREATE TABLE d (a int, b text DEFAULT '', c varchar(3) DEFAULT 'abc');
