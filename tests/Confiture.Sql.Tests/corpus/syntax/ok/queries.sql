-- is Select(Reads=[t, app.u, v, w, z], HasWhere, LocksRows)
SELECT a FROM ONLY t x, app.u JOIN v ON x.a = (SELECT max(b) FROM w) WHERE EXISTS (SELECT FROM z) FOR UPDATE OF x;

-- is Select(Reads=[a, b])
(SELECT 1 FROM a) UNION (TABLE b ORDER BY c);

-- is Select(Reads=[t], Into=n, IntoTemporary)
SELECT * INTO TEMP n FROM t;

-- is Select
VALUES (1), (2);

-- is Select(Reads=[t, v], With=[CommonTable(Name=t, Statement=Select(Reads=[t])), CommonTable(Name=u, Statement=Insert(Target=log, HasReturning))])
WITH t AS (SELECT * FROM t), u AS (INSERT INTO log SELECT * FROM t RETURNING *) SELECT * FROM u, t, v;

-- is Select(Reads=[base], With=[CommonTable(Name=r, Statement=Select(Reads=[base]))])
WITH RECURSIVE r AS (SELECT 1 FROM base UNION SELECT * FROM r) SEARCH DEPTH FIRST BY a SET b SELECT * FROM r;

-- is Insert(Reads=[u], Target=app.t, HasReturning, Assigned=[[a, b, d], [a, b]], Columns=[a, b, d], OnConflict=update)
INSERT INTO app.t AS x (a, b.c, d[1]) OVERRIDING SYSTEM VALUE SELECT * FROM u ON CONFLICT (a) DO UPDATE SET a = 1, b = 2 WHERE x.c RETURNING a;

-- is Insert(Target=t)
INSERT INTO t DEFAULT VALUES;

-- is Update(Reads=[d, e, f], Target=t, Only, Alias=x, Assigned=[[a, b]])
UPDATE ONLY t AS x SET a = 1, b = (SELECT c FROM d) FROM e, f;

-- is Update(Target=t, HasReturning, Where=`CURRENT OF c`, Assigned=[[a]], HasWhere)
UPDATE t SET a = 1 WHERE CURRENT OF c RETURNING *;

-- is Delete(Reads=[u, v], Target=t, Where=`t.a = u.a`, HasWhere)
DELETE FROM t USING u JOIN v USING (a) WHERE t.a = u.a;

-- is Delete(Target=t)
DELETE FROM t;

-- is Merge(Reads=[u], Target=t, HasReturning, Assigned=[[a, b]])
MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET a = 1, b = 2 WHEN NOT MATCHED THEN INSERT VALUES (1) RETURNING t.a;

-- is Explain(Statement=Delete(Target=t), Options=[analyze, buffers=off])
EXPLAIN (ANALYZE, BUFFERS off) DELETE FROM t;

-- is Explain(Statement=Select, Options=[verbose])
EXPLAIN VERBOSE SELECT 1;

-- is Copy(Table=app.t, Columns=[a, b], From, Options=[format=csv, header=true], Where=`a > 1`)
COPY app.t (a, b) FROM '/f' WITH (FORMAT csv, HEADER true) WHERE a > 1;

-- is Copy(Query=Select(Reads=[t]), Program, Options=[csv])
COPY (SELECT * FROM t) TO PROGRAM 'cat' CSV;

-- is Select(Reads=[t])
SELECT extract(year FROM a), trim(both FROM b), c IS DISTINCT FROM d FROM t;

-- is Select(Reads=[My Table])
SELECT "FROM" AS "from" FROM "My Table", LATERAL f(a) g, generate_series(1, 2) WITH ORDINALITY;
