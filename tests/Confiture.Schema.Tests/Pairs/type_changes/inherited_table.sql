-- Columns of a table that others inherit from change their types, with what the tables below have on them.
-- confiture-data
-- rows
INSERT INTO people (id, name, age) SELECT i, 'p' || i, i FROM generate_series(1, 20) i;
INSERT INTO staff (id, name, age, pay) SELECT i, 's' || i, i, i * 100 FROM generate_series(21, 40) i;
INSERT INTO managers (id, name, age, pay, level) SELECT i, 'm' || i, i, i * 100, 1 FROM generate_series(41, 50) i;
-- before
CREATE TABLE people (id int NOT NULL, name text, age int CONSTRAINT age_known CHECK (age > 0));
CREATE TABLE staff (pay int NOT NULL DEFAULT 7) INHERITS (people);
CREATE TABLE managers (level int) INHERITS (staff);
ALTER TABLE people ADD PRIMARY KEY (id);
ALTER TABLE staff ADD CONSTRAINT staff_id UNIQUE (id, pay);
ALTER TABLE managers ALTER COLUMN age SET NOT NULL;
CREATE INDEX people_age ON people (age);
CREATE INDEX managers_age ON managers (age, level);
CREATE VIEW everybody AS SELECT id, age FROM people;
-- after
CREATE TABLE people (id bigint NOT NULL, name text, age bigint CONSTRAINT age_known CHECK (age > 0));
CREATE TABLE staff (pay int NOT NULL DEFAULT 7) INHERITS (people);
CREATE TABLE managers (level int) INHERITS (staff);
ALTER TABLE people ADD PRIMARY KEY (id);
ALTER TABLE staff ADD CONSTRAINT staff_id UNIQUE (id, pay);
ALTER TABLE managers ALTER COLUMN age SET NOT NULL;
CREATE INDEX people_age ON people (age);
CREATE INDEX managers_age ON managers (age, level);
CREATE VIEW everybody AS SELECT id, age FROM people;
