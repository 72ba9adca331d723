-- Unique constraints come and go, with included columns and deferrable.
-- before
CREATE TABLE u (a int, b int, c text, CONSTRAINT u_a UNIQUE (a) INCLUDE (c));
-- after
CREATE TABLE u (a int, b int, c text, CONSTRAINT u_b UNIQUE (b) DEFERRABLE);
