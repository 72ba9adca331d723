-- Kinds and columns of statistics change, which has no ALTER.
-- both
CREATE TABLE t (a int, b int, c text);
-- before
CREATE STATISTICS s (ndistinct) ON a, b FROM t;
ALTER STATISTICS s OWNER TO alice;
-- after
CREATE STATISTICS s (ndistinct, mcv) ON b, c FROM t;
ALTER STATISTICS s OWNER TO alice;
