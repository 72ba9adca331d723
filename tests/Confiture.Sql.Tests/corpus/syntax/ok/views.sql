-- is CreateView(Name=app.v, Query=Select(Reads=[t, app.u], HasWhere), OrReplace, Columns=[a, b], Options=[security_invoker=true, security_barrier], CheckOption=local)
CREATE OR REPLACE VIEW app.v (a, b) WITH (security_invoker = true, security_barrier) AS SELECT x, y FROM t LEFT JOIN app.u USING (z) WHERE x > 1 WITH LOCAL CHECK OPTION;

-- is CreateView(Name=r, Query=Select, Recursive, Columns=[n])
CREATE RECURSIVE VIEW r (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM r;

-- is CreateView(Name=v, Query=Select(Reads=[t]), Persistence=Temporary)
CREATE TEMP VIEW v AS TABLE t;

-- is CreateMaterializedView(Name=m, Query=Select(Reads=[t]), IfNotExists, Options=[fillfactor=70], Tablespace=ts)
CREATE MATERIALIZED VIEW IF NOT EXISTS m WITH (fillfactor = 70) TABLESPACE ts AS SELECT * FROM t WITH NO DATA;

-- is RefreshMaterializedView(Name=app.m, Concurrently, WithData)
REFRESH MATERIALIZED VIEW CONCURRENTLY app.m;

-- is CreateRule(Name=r, Event=UPDATE, Table=t, OrReplace, Where=`NEW.a > 1`, Instead, Actions=[Insert(Target=log), Delete(Target=t)])
CREATE OR REPLACE RULE r AS ON UPDATE TO t WHERE NEW.a > 1 DO INSTEAD (INSERT INTO log VALUES (NEW.a); DELETE FROM t);

-- is CreateRule(Name=r, Event=DELETE, Table=t)
CREATE RULE r AS ON DELETE TO t DO NOTHING;
