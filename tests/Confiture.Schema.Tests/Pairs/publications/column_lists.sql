-- Column lists of published tables change.
-- since: 15
-- both
CREATE TABLE a (id int PRIMARY KEY, b text, c text);
CREATE TABLE d (id int PRIMARY KEY, e text);
-- before
CREATE PUBLICATION p FOR TABLE a (id, b), d;
-- after
CREATE PUBLICATION p FOR TABLE a (id, c), d (id);
