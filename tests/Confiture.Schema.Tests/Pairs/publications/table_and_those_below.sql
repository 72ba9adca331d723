-- A publication of a table has those below it too, unless it is said that it has not.
-- both
CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE below (x int) INHERITS (t);
CREATE TABLE lowest (y int) INHERITS (below);
-- before
CREATE PUBLICATION kept FOR TABLE ONLY t;
CREATE PUBLICATION gone FOR TABLE t;
-- after
CREATE PUBLICATION kept FOR TABLE t;
CREATE PUBLICATION come FOR TABLE below;
