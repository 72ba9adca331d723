-- A column changes to a type without any cast, which means another column of the same name.
-- before
CREATE TABLE t (id int PRIMARY KEY, v point);
CREATE INDEX t_v ON t USING gist (v);
-- after
CREATE TABLE t (id int PRIMARY KEY, v uuid);
CREATE INDEX t_v ON t (v);
