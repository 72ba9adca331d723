-- Statistics of every kind appear and one goes.
-- both
CREATE TABLE t (a int, b int, c text, d date);
-- before
CREATE STATISTICS gone (dependencies) ON a, b FROM t;
-- after
CREATE STATISTICS s_all ON a, b, c FROM t;
CREATE STATISTICS s_nd (ndistinct) ON a, b FROM t;
CREATE STATISTICS s_mcv (mcv, dependencies) ON c, d FROM t;
CREATE STATISTICS s_exp ON (a % 10), lower(c) FROM t;
CREATE STATISTICS s_one ON (date_trunc('month', d)) FROM t;
COMMENT ON STATISTICS s_all IS 'all';
