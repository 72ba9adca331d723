-- NOT NULL of former key columns is kept for one and dropped for another.
-- before
CREATE TABLE n (a int, b int, c int, CONSTRAINT n_pk PRIMARY KEY (a, b));
-- after
CREATE TABLE n (a int NOT NULL, b int, c int, CONSTRAINT n_pk PRIMARY KEY (c));
