-- Identity moves from one column to another of the same table.
-- before
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int NOT NULL);
-- after
CREATE TABLE t (a int NOT NULL, b int GENERATED ALWAYS AS IDENTITY);
