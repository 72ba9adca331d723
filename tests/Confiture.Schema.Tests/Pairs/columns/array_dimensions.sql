-- The element type of an array column changes, and a scalar column becomes an array.
-- confiture-data
-- rows
INSERT INTO article VALUES (1, '{1,2}', '{news}');
-- before
CREATE TABLE article (id int PRIMARY KEY, n int[] NOT NULL, tag text);
-- after
CREATE TABLE article (id int PRIMARY KEY, n bigint[] NOT NULL, tag text[]);
