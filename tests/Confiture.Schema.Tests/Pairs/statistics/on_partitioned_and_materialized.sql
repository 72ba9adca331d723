-- Statistics on a partitioned table, a materialized view and a foreign table appear in a schema of their own.
-- both
CREATE SCHEMA st;
CREATE TABLE m (a int, b int) PARTITION BY LIST (a);
CREATE MATERIALIZED VIEW mv AS SELECT a, b FROM m;
-- before
-- after
CREATE STATISTICS st.s1 ON a, b FROM m;
CREATE STATISTICS st.s2 (mcv) ON a, b FROM mv;
