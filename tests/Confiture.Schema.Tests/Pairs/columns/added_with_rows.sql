-- A NOT NULL column with a volatile default is added to a table with rows, so every row gets a value of its own.
-- confiture-data
-- rows
INSERT INTO token VALUES (1, 'a'), (2, 'b'), (3, NULL);
-- before
CREATE TABLE token (id int PRIMARY KEY, owner text);
-- after
CREATE TABLE token (id int PRIMARY KEY, owner text, secret uuid NOT NULL DEFAULT gen_random_uuid());
