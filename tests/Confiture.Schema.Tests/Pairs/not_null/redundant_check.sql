-- A check that says the same as NOT NULL is exchanged for it.
-- confiture-data
-- rows
INSERT INTO n VALUES (1), (2);
-- before
CREATE TABLE n (a int, CONSTRAINT a_there CHECK (a IS NOT NULL));
-- after
CREATE TABLE n (a int NOT NULL);
