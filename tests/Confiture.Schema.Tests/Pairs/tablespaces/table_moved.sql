-- A table, its index and its toast table move to another tablespace.
-- before
CREATE TABLE t (id int PRIMARY KEY, body text);
CREATE INDEX t_body ON t (body);
-- after
CREATE TABLE t (id int PRIMARY KEY, body text) TABLESPACE fast;
CREATE INDEX t_body ON t (body);
