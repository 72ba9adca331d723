-- A table moves and is renamed, and either name is taken in the other schema.
-- confiture-data
-- rows
INSERT INTO one.a VALUES (1);
-- both
CREATE SCHEMA one;
CREATE SCHEMA two;
CREATE TABLE one.b (z text);
CREATE TABLE two.a (y text);
-- before
CREATE TABLE one.a (id int);
-- after
-- confiture: renamed from one.a
CREATE TABLE two.b (id int);
