WITH RECURSIVE
    tree (id, parent, path, depth) AS (
        SELECT id, parent, ARRAY[id], 1
        FROM node
        WHERE parent IS NULL -- the roots;
        UNION ALL
        SELECT n.id, n.parent, t.path || n.id, t.depth + 1
        FROM node AS n
        JOIN tree AS t ON n.parent = t.id
        WHERE n.id <> ALL (t.path) AND t.depth < 100
    ) SEARCH DEPTH FIRST BY id SET ordering CYCLE id SET is_cycle TO true DEFAULT false USING cycle_path,
    sums AS NOT MATERIALIZED (
        SELECT parent, sum(value) AS total FROM node GROUP BY parent HAVING sum(value) > 0
    )
SELECT
    t.id,
    repeat('  ', t.depth - 1) || coalesce(n.name, 'nobody;') AS name,
    s.total,
    rank() OVER w AS place,
    lag(s.total, 1, 0) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING EXCLUDE TIES) AS before
FROM tree t
LEFT JOIN sums s USING (parent)
NATURAL JOIN node n
CROSS JOIN LATERAL (SELECT max(x) FROM unnest(t.path) AS u (x) WHERE x < t.id) AS m (highest)
WINDOW w AS (PARTITION BY t.parent ORDER BY s.total DESC NULLS LAST)
ORDER BY t.ordering, 2 USING <
LIMIT ALL OFFSET 10 ROWS
FOR UPDATE OF n SKIP LOCKED;

INSERT INTO target AS t (id, name, tags)
OVERRIDING SYSTEM VALUE
SELECT id, name, array_agg(tag ORDER BY tag) FILTER (WHERE tag <> ';')
FROM source
GROUP BY GROUPING SETS ((id, name), ROLLUP (id), CUBE (name, id), ())
ON CONFLICT ON CONSTRAINT target_pk DO NOTHING
RETURNING id AS "new;id", (SELECT count(*) FROM target) AS n;

INSERT INTO target DEFAULT VALUES;
INSERT INTO target (id, name) VALUES (1, DEFAULT), (2, 'x;')
ON CONFLICT (id, (lower(name)) COLLATE "C") WHERE id > 0
DO UPDATE SET (name, tags) = (SELECT 'a;', '{}'::text[]), n = target.n + 1, "x;" = DEFAULT
WHERE target.name <> excluded.name;

UPDATE ONLY target AS t
SET name = s.name || ';', tags[1] = 'x', (a, b) = ROW (1, 2), c.d = 3
FROM source s JOIN other o ON s.id = o.id
WHERE t.id = s.id AND (o.flag OR NOT s.flag)
RETURNING OLD.name, NEW.*;

DELETE FROM target t USING source s WHERE t.id = s.id AND s.name = ';' RETURNING *;
DELETE FROM target WHERE CURRENT OF my_cursor;

MERGE INTO target AS t
USING (SELECT id, name FROM source WHERE name <> ';') AS s
ON t.id = s.id
WHEN MATCHED AND s.name IS NULL THEN
    DELETE
WHEN MATCHED THEN
    UPDATE SET name = s.name, n = DEFAULT
WHEN NOT MATCHED BY SOURCE AND t.n > 5 THEN
    DO NOTHING
WHEN NOT MATCHED BY TARGET THEN
    INSERT (id, name) OVERRIDING USER VALUE VALUES (s.id, s.name || ';')
RETURNING merge_action(), t.*;

SELECT DISTINCT ON (a, b) a, b, c FROM t ORDER BY a, b, c DESC FETCH FIRST 5 ROWS WITH TIES;
SELECT * FROM t TABLESAMPLE BERNOULLI (10.5) REPEATABLE (42) WHERE ctid = '(0,1)';
SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS g (n, i), ROWS FROM (f(1), g(2) AS (a int, b text)) AS r;
SELECT * FROM json_to_recordset('[{"a":1,"b":";"}]') AS x (a int, b text);
SELECT * FROM xmltable('/rows/row;' PASSING '<rows/>' COLUMNS id int PATH '@id', n FOR ORDINALITY, t text DEFAULT ';');
SELECT * FROM json_table('[1, 2]', '$[*]' COLUMNS (n int PATH '$', NESTED PATH '$.x[*]' COLUMNS (y text PATH '$.y;'))) AS j;
SELECT json_value('{}', '$.a ? (@ > 1 && @.b == ";")' RETURNING text DEFAULT ';' ON EMPTY ERROR ON ERROR);
SELECT jsonb '{"a": [1, 2, {"b;": null}]}' @? '$.a[*].b ? (@ like_regex ";")', j['a']['b;'] FROM t;
SELECT xmlelement(NAME "e;", xmlattributes(a AS "x;"), 'content;'), xmlforest(a, b AS c), xmlserialize(DOCUMENT x AS text) FROM t;
SELECT a, b FROM t1 UNION SELECT a, b FROM t2 INTERSECT ALL SELECT 1, ';' EXCEPT (SELECT 2, '--' LIMIT 1);
SELECT * FROM (VALUES (1, 'one;'), (2, 'two'';')) AS v (n, name) WHERE (n, name) IN ((1, 'one;'), (2, ';'));
SELECT a INTO result FROM t; SELECT a INTO TEMP TABLE "res;ult" FROM t;
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY b DESC) FROM t;
SELECT (SELECT (SELECT (SELECT (SELECT ';' || (SELECT ')' || '(')))));
SELECT array(SELECT a FROM t), a = SOME (ARRAY[1, 2]), (a, b) OVERLAPS (c, d), grouping(a) FROM t GROUP BY a, b, c, d;
SELECT CURRENT_DATE, CURRENT_TIME(0), LOCALTIMESTAMP, CURRENT_USER, SESSION_USER, CURRENT_CATALOG, USER;
SELECT EXTRACT('epoch' FROM now()), TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00;', TIME '12:00', INTERVAL(3) '1.5';
SELECT 1 AS select, 2 AS from, 3 AS where, 4 AS "AS", 5 AS end, 6 AS begin, 7 AS case;
SELECT t.select, t.from, t.end, t.case, (t.table).order FROM t;
SELECT 1 AS year, 2 month_, 3 "order", 4 AS order;
CREATE TABLE AS_ AS SELECT 1; CREATE TABLE b AS TABLE a; CREATE TABLE c AS VALUES (1), (2); CREATE TABLE d AS EXECUTE p(';');
