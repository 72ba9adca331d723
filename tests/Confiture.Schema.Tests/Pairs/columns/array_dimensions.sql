-- A scalar column becomes an array column.
-- confiture-data
-- rows
INSERT INTO article VALUES (1, 'news', '{1,2}');
-- before
CREATE TABLE article (id int PRIMARY KEY, tag text, n int[] NOT NULL);
-- after
CREATE TABLE article (id int PRIMARY KEY, tag text, n bigint[] NOT NULL);
