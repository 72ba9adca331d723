-- A table goes together with the view, the foreign key and the function that use it.
-- both
CREATE TABLE keep_me (id int PRIMARY KEY);
-- before
CREATE TABLE gone (id int PRIMARY KEY, keep_id int REFERENCES keep_me);
CREATE TABLE child_of_gone (id int PRIMARY KEY, gone_id int REFERENCES gone ON DELETE CASCADE);
CREATE VIEW gone_view AS SELECT g.id, k.id AS kept FROM gone g JOIN keep_me k ON k.id = g.keep_id;
CREATE FUNCTION gone_count() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM gone';
-- after
CREATE TABLE child_of_gone (id int PRIMARY KEY, gone_id int);
