-- A table names the default access method, which must make no difference.
-- before
CREATE TABLE plain (id int, v text);
-- after
CREATE TABLE plain (id int, v text) USING heap;
