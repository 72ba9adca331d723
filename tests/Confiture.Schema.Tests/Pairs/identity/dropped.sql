-- Identity is dropped and the column stays NOT NULL; in its neighbour even that goes.
-- before
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, v text);
CREATE TABLE u (id smallint GENERATED ALWAYS AS IDENTITY, v text);
-- after
CREATE TABLE t (id int NOT NULL, v text);
CREATE TABLE u (id smallint, v text);
