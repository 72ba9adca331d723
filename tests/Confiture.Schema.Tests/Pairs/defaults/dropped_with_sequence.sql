-- A serial column's default and sequence go; the other way they come back as serial.
-- before
CREATE TABLE t (id serial PRIMARY KEY, v int);
-- after
CREATE TABLE t (id int PRIMARY KEY, v int);
