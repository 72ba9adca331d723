-- A column in a publication's list is dropped, so that the list has to shrink first.
-- since: 15
-- before
CREATE TABLE a (id int PRIMARY KEY, b text, c text);
CREATE PUBLICATION p FOR TABLE a (id, b, c);
-- after
CREATE TABLE a (id int PRIMARY KEY, b text);
CREATE PUBLICATION p FOR TABLE a (id, b);
