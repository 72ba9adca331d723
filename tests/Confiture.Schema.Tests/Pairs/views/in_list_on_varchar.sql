-- A view and a policy compare a varchar column with a list, whose printed form the server reads differently from what was written; they must be made again.
-- before
CREATE TABLE t (id int PRIMARY KEY, state varchar(10), n int);
CREATE VIEW v AS SELECT id, n FROM t WHERE state IN ('a', 'b');
CREATE MATERIALIZED VIEW mv AS SELECT n, CASE WHEN state NOT IN ('x', 'y') THEN 1 END AS c FROM t;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (state IN ('a', 'b') AND n > 0);
-- after
CREATE TABLE t (id int PRIMARY KEY, state varchar(10), n bigint);
CREATE VIEW v AS SELECT id, n FROM t WHERE state IN ('a', 'b');
CREATE MATERIALIZED VIEW mv AS SELECT n, CASE WHEN state NOT IN ('x', 'y') THEN 1 END AS c FROM t;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (state IN ('a', 'b') AND n > 0);
