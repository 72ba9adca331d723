-- A serial column becomes an identity column whose sequence keeps name and position.
-- confiture-data
-- rows
INSERT INTO t (v) VALUES ('a'), ('b'), ('c');
-- before
CREATE TABLE t (id serial PRIMARY KEY, v text);
GRANT USAGE ON SEQUENCE t_id_seq TO app_writer;
-- after
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text);
GRANT USAGE ON SEQUENCE t_id_seq TO app_writer;
