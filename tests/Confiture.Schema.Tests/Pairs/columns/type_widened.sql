-- Types are widened in ways that need no rewrite.
-- confiture-data
-- rows
INSERT INTO part VALUES (1, 'A1', 1.25, 'x'), (2, 'B2', NULL, NULL);
-- before
CREATE TABLE part (id int PRIMARY KEY, code varchar(10) NOT NULL, weight numeric(6,2), note varchar(100));
CREATE INDEX part_code_idx ON part (code);
-- after
CREATE TABLE part (id int PRIMARY KEY, code varchar(40) NOT NULL, weight numeric(10,2), note text);
CREATE INDEX part_code_idx ON part (code);
