-- A text column becomes an integer column with a cast that has to be written down.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, '12'), (2, '007');
-- before
CREATE TABLE t (id int PRIMARY KEY, n text NOT NULL DEFAULT '0');
CREATE INDEX t_n ON t (n);
-- after
CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0);
CREATE INDEX t_n ON t (n);
