-- A table moves into a schema where its name, and that of its key, are taken by one that goes.
-- confiture-data
-- both
CREATE SCHEMA old_home;
CREATE SCHEMA new_home;
-- before
CREATE TABLE old_home.t (id int PRIMARY KEY, a int);
CREATE TABLE new_home.t (id int PRIMARY KEY, b text);
-- after
-- confiture: renamed from old_home.t
CREATE TABLE new_home.t (id int PRIMARY KEY, a int);
