-- A plain index's name is taken by a unique constraint and a constraint's name by a partial unique index.
-- before
CREATE TABLE u (a int, b int);
CREATE INDEX u_a_key ON u (a);
ALTER TABLE u ADD CONSTRAINT u_b_key UNIQUE (b);
-- after
CREATE TABLE u (a int, b int, CONSTRAINT u_a_key UNIQUE (a));
CREATE UNIQUE INDEX u_b_key ON u (b) WHERE b > 0;
