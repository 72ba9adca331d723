-- An inherited column changes its type in all levels.
-- before
CREATE TABLE a (id int, v varchar(10) DEFAULT 'a');
CREATE TABLE b (w int) INHERITS (a);
ALTER TABLE b ALTER v SET DEFAULT 'b';
CREATE TABLE c () INHERITS (b);
CREATE VIEW all_a AS SELECT tableoid::regclass AS src, v FROM a;
-- after
CREATE TABLE a (id int, v text DEFAULT 'a');
CREATE TABLE b (w int) INHERITS (a);
ALTER TABLE b ALTER v SET DEFAULT 'b';
CREATE TABLE c () INHERITS (b);
CREATE VIEW all_a AS SELECT tableoid::regclass AS src, v FROM a;
