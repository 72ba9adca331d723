-- An identity column changes its type, and its sequence has to follow.
-- confiture-data
-- rows
INSERT INTO t (v) VALUES ('a'), ('b');
-- before
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text);
-- after
CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text);
