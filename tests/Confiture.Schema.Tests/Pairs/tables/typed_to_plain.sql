-- A typed table lets go of its type, and the type goes.
-- before
CREATE TYPE shape AS (id int, w numeric);
CREATE TABLE shapes OF shape;
-- after
CREATE TABLE shapes (id int, w numeric);
