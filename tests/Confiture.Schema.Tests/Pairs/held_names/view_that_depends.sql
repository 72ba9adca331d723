-- What reads the table that goes reads its successor afterwards.
-- confiture-data
-- before
CREATE TABLE a (id int PRIMARY KEY, x int);
CREATE TABLE b (id int PRIMARY KEY, x int);
CREATE TABLE c (b int REFERENCES b);
CREATE VIEW v AS SELECT id, x FROM b;
-- after
-- confiture: renamed from a
CREATE TABLE b (id int PRIMARY KEY, x int);
CREATE TABLE c (b int REFERENCES b);
CREATE VIEW v AS SELECT id, x FROM b;
