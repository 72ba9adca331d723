-- A view groups by a primary key and selects what depends on it, so the key cannot simply be replaced.
-- before
CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY, name text NOT NULL, v int);
CREATE VIEW sums AS SELECT id, name, sum(v) AS s FROM t GROUP BY id;
-- after
CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY WITH (fillfactor = 80), name text NOT NULL, v int);
CREATE VIEW sums AS SELECT id, name, sum(v) AS s FROM t GROUP BY id;
