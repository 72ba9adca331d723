-- A child table with columns of its own and two parents appears.
-- both
CREATE TABLE named (id int, name text);
CREATE TABLE dated (id int, at date);
-- before
-- after
CREATE TABLE both_of (extra int CHECK (extra > 0)) INHERITS (named, dated);
