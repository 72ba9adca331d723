-- An array index changes from the built-in operator class to that of an extension.
-- both
CREATE TABLE t (id int, ids int[]);
-- before
CREATE INDEX t_ids ON t USING gin (ids);
-- after
CREATE EXTENSION intarray;
CREATE INDEX t_ids ON t USING gin (ids gin__int_ops);
