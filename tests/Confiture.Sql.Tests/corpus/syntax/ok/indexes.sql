-- is CreateIndex(Name=i, Table=app.t, Keys=[IndexKey(Column=a, OperatorClass=gin_trgm_ops, OperatorClassOptions=[siglen=4], Descending, NullsFirst=no), IndexKey(Expression=`lower(b)`, Collation=C, OperatorClass=text_pattern_ops), IndexKey(Expression=`c || d`)], Unique, Concurrently, IfNotExists, Only, Method=gin, Include=[IndexKey(Column=e)], NullsNotDistinct, Options=[fastupdate=off], Tablespace=ts, Where=`a IS NOT NULL AND b > 1`)
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY app.t USING gin (a gin_trgm_ops (siglen = 4) DESC NULLS LAST, lower(b) COLLATE "C" text_pattern_ops, (c || d)) INCLUDE (e) NULLS NOT DISTINCT WITH (fastupdate = off) TABLESPACE ts WHERE a IS NOT NULL AND b > 1;

-- is CreateIndex(Table=t, Keys=[IndexKey(Column=a)])
CREATE INDEX ON t (a);

-- is DropObjects(Kind=Index, Objects=[ObjectReference(Kind=Index, Name=a), ObjectReference(Kind=Index, Name=app.b)], IfExists, Concurrently)
DROP INDEX CONCURRENTLY IF EXISTS a, app.b;

-- is Reindex(Target=Table, Name=app.t, Concurrently, Options=[verbose, concurrently])
REINDEX (VERBOSE, CONCURRENTLY) TABLE app.t;

-- is Reindex(Name=i, Concurrently)
REINDEX INDEX CONCURRENTLY i;

-- is Reindex(Target=System)
REINDEX SYSTEM;

-- is CreateStatistics(Name=app.s, IfNotExists, Kinds=[mcv, dependencies], Keys=[IndexKey(Column=a), IndexKey(Expression=`b + 1`)], Table=t)
CREATE STATISTICS IF NOT EXISTS app.s (mcv, dependencies) ON a, (b + 1) FROM t;

-- is AlterStatistics(Name=s)
ALTER STATISTICS s SET STATISTICS DEFAULT;
