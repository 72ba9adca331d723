-- Two tables exchange their names; keys, indexes and sequences that are named after them follow.
-- confiture-data
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b (n) VALUES (5);
-- before
CREATE TABLE a (id int PRIMARY KEY, v text);
CREATE TABLE b (id serial PRIMARY KEY, n int);
CREATE VIEW both_of_them AS SELECT a.v, b.n FROM a JOIN b USING (id);
-- after
-- confiture: renamed from b
CREATE TABLE a (id serial PRIMARY KEY, n int);
-- confiture: renamed from a
CREATE TABLE b (id int PRIMARY KEY, v text);
CREATE VIEW both_of_them AS SELECT a.v, b.n FROM b a JOIN a b USING (id);
