-- A unique constraint and a unique index treat nulls as equal afterwards.
-- since: 15
-- before
CREATE TABLE u (a int, b int, CONSTRAINT u_key UNIQUE (a, b));
CREATE UNIQUE INDEX u_b ON u (b);
-- after
CREATE TABLE u (a int, b int, CONSTRAINT u_key UNIQUE NULLS NOT DISTINCT (a, b));
CREATE UNIQUE INDEX u_b ON u (b) NULLS NOT DISTINCT;
