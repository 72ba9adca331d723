-- The primary key becomes a unique constraint of the same name, and the unique constraint the primary key.
-- before
CREATE TABLE t (a int NOT NULL, b int NOT NULL, CONSTRAINT one PRIMARY KEY (a), CONSTRAINT two UNIQUE (b));
-- after
CREATE TABLE t (a int NOT NULL, b int NOT NULL, CONSTRAINT one UNIQUE (a), CONSTRAINT two PRIMARY KEY (b));
