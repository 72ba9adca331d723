-- Tables are added to and removed from a publication.
-- both
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY);
-- before
CREATE PUBLICATION p FOR TABLE a, b;
-- after
CREATE PUBLICATION p FOR TABLE b, c;
