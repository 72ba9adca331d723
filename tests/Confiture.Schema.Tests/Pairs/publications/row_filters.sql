-- Row filters of published tables change, with functions in them.
-- since: 15
-- both
CREATE TABLE a (id int PRIMARY KEY, b text);
CREATE TABLE d (id int PRIMARY KEY, e text);
-- before
CREATE PUBLICATION p FOR TABLE a WHERE (id > 10), d WHERE (id < 5);
-- after
CREATE PUBLICATION p FOR TABLE a WHERE (id > 20 AND id IS NOT NULL), d;
