-- Two tables of one name exchange their schemas.
-- confiture-data
-- rows
INSERT INTO live.item VALUES (1, 'x');
INSERT INTO archive.item VALUES (1, 2);
-- both
CREATE SCHEMA live;
CREATE SCHEMA archive;
-- before
CREATE TABLE live.item (id int PRIMARY KEY, v text);
CREATE TABLE archive.item (id int PRIMARY KEY, n int);
-- after
-- confiture: renamed from archive.item
CREATE TABLE live.item (id int PRIMARY KEY, n int);
-- confiture: renamed from live.item
CREATE TABLE archive.item (id int PRIMARY KEY, v text);
