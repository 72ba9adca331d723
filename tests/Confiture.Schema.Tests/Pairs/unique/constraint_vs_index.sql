-- A unique constraint becomes a unique index of the same name, and the other way round for its neighbour.
-- before
CREATE TABLE u (a int, b int, CONSTRAINT u_a UNIQUE (a));
CREATE UNIQUE INDEX u_b ON u (b);
-- after
CREATE TABLE u (a int, b int, CONSTRAINT u_b UNIQUE (b));
CREATE UNIQUE INDEX u_a ON u (a);
