-- What a failed build has left stays when something else changes.
-- both
CREATE TABLE t (id int, x int);
CREATE INDEX t_x ON t (x);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_x'::regclass;
-- before
-- after
CREATE TABLE u (id int);
