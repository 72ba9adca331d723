-- A column with a default changes its type, and the default does not cast by itself.
-- confiture-data
-- rows
INSERT INTO flag VALUES (1, true), (2, false);
-- before
CREATE TABLE flag (id int PRIMARY KEY, active boolean NOT NULL DEFAULT true);
-- after
CREATE TABLE flag (id int PRIMARY KEY, active int NOT NULL DEFAULT 1);
