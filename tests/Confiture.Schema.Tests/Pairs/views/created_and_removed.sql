-- Views of many kinds appear: recursive, with CTEs, windows, set operations and lateral joins.
-- both
CREATE TABLE n (id int PRIMARY KEY, parent int, v numeric, at date);
-- before
-- after
CREATE RECURSIVE VIEW tree (id, depth) AS SELECT id, 0 FROM n WHERE parent IS NULL UNION ALL SELECT n.id, t.depth + 1 FROM n JOIN tree t ON t.id = n.parent;
CREATE VIEW ranked AS WITH s AS MATERIALIZED (SELECT id, v FROM n) SELECT id, v, rank() OVER w AS r, lag(v, 1, 0::numeric) OVER (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS p FROM s WINDOW w AS (ORDER BY v DESC NULLS LAST);
CREATE VIEW sets AS (SELECT id FROM n EXCEPT ALL SELECT parent FROM n) UNION (VALUES (1), (2)) INTERSECT SELECT g FROM generate_series(1, 10) g ORDER BY 1 LIMIT 5;
CREATE VIEW lat AS SELECT n.id, x.m FROM n LEFT JOIN LATERAL (SELECT max(c.v) AS m FROM n c WHERE c.parent = n.id) x ON true;
CREATE VIEW grouped AS SELECT date_trunc('month', at) AS m, parent, GROUPING(parent) AS g, count(*) FILTER (WHERE v > 1) AS c, percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS med FROM n GROUP BY CUBE (date_trunc('month', at), parent);
