-- A typed table follows its type when the type gets an attribute.
-- before
CREATE TYPE shape AS (id int, w numeric);
CREATE TABLE shapes OF shape (PRIMARY KEY (id));
CREATE VIEW wide AS SELECT id FROM shapes WHERE w > 10;
-- after
CREATE TYPE shape AS (id int, w numeric, h numeric);
CREATE TABLE shapes OF shape (PRIMARY KEY (id));
CREATE VIEW wide AS SELECT id FROM shapes WHERE w > 10;
