-- A column changes from its base type to a domain over it, another the other way round.
-- confiture-data
-- both
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
-- rows
INSERT INTO t VALUES (1, 2), (NULL, NULL);
-- before
CREATE TABLE t (a int, b positive);
-- after
CREATE TABLE t (a positive, b int);
