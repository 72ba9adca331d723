-- is CreateTable(Name=app.Order, Persistence=Unlogged, IfNotExists, Elements=[ColumnDefinition(Name=id, Type=bigint, Constraints=[IdentityConstraint(Always, Options=[start=10, increment=5]), PrimaryKeyConstraint]), ColumnDefinition(Name=total, Type=numeric(10,2), Constraints=[DefaultConstraint(Expression=`0`), NotNullConstraint, CheckConstraint(Expression=`total >= 0`)]), ColumnDefinition(Name=tags, Type=text[], Constraints=[NotNullConstraint, DefaultConstraint(Expression=`'{}'`)]), ColumnDefinition(Name=note, Type=character varying(20), Collation=C), ColumnDefinition(Name=at, Type=timestamp with time zone, Constraints=[DefaultConstraint(Expression=`now()`)]), TableConstraint(Constraint=UniqueConstraint(Name=u, Deferrable=yes, InitiallyDeferred=yes, Columns=[id, note], Include=[at], Options=[fillfactor=90], NullsNotDistinct))], Options=[fillfactor=70, toast.autovacuum_enabled=off], Tablespace=ts)
CREATE UNLOGGED TABLE IF NOT EXISTS app."Order" (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5) PRIMARY KEY, total numeric(10,2) DEFAULT 0 NOT NULL CHECK (total >= 0), tags text[] NOT NULL DEFAULT '{}', note varchar(20) COLLATE "C", at timestamptz DEFAULT now(), CONSTRAINT u UNIQUE NULLS NOT DISTINCT (id, note) INCLUDE (at) WITH (fillfactor = 90) DEFERRABLE INITIALLY DEFERRED) WITH (fillfactor = 70, toast.autovacuum_enabled = off) TABLESPACE ts;

-- is CreateTable(Name=a, Elements=[ColumnDefinition(Name=b, Type=integer, Constraints=[ForeignKeyConstraint(Name=c, References=d, ReferencedColumns=[e], Match=full, OnDelete=Cascade, OnUpdate=SetNull)]), ColumnDefinition(Name=f, Type=text, Constraints=[GeneratedConstraint(Expression=`lower(g)`, Stored=yes)]), ColumnDefinition(Name=h, Type=integer, Constraints=[GeneratedConstraint(Expression=`b * 2`, Stored=no)]), ColumnDefinition(Name=i, Type=integer, Constraints=[NullConstraint, UniqueConstraint])])
CREATE TABLE a (b int CONSTRAINT c REFERENCES d (e) MATCH FULL ON DELETE CASCADE ON UPDATE SET NULL, f text GENERATED ALWAYS AS (lower(g)) STORED, h int GENERATED ALWAYS AS (b * 2) VIRTUAL, i int NULL UNIQUE);

-- is CreateTable(Name=t, Persistence=Temporary, Elements=[LikeTable(Table=s.x, Including=[all], Excluding=[indexes]), ColumnDefinition(Name=a, Type=integer, Storage=external, Compression=lz4)], OnCommit=delete rows)
CREATE TEMP TABLE t (LIKE s.x INCLUDING ALL EXCLUDING INDEXES, a int STORAGE external COMPRESSION lz4) ON COMMIT DELETE ROWS;

-- is CreateTable(Name=p, Elements=[ColumnDefinition(Name=a, Type=integer), ColumnDefinition(Name=b, Type=date)], PartitionBy=PartitionKey(Strategy=range, Keys=[IndexKey(Column=a), IndexKey(Expression=`b + 1`, Collation=C, OperatorClass=text_ops)]))
CREATE TABLE p (a int, b date) PARTITION BY RANGE (a, (b + 1) COLLATE "C" text_ops);

-- is CreateTable(Name=p1, PartitionOf=PartitionOf(Parent=p, Bound=Range(From=[`1`, `MINVALUE`], To=[`10`, `'2020-01-01'::date`])), Elements=[ColumnDefinition(Name=a, Constraints=[NotNullConstraint]), TableConstraint(Constraint=CheckConstraint(Expression=`a > 1`))], PartitionBy=PartitionKey(Strategy=hash, Keys=[IndexKey(Column=b)]))
CREATE TABLE p1 PARTITION OF p (a NOT NULL, CHECK (a > 1)) FOR VALUES FROM (1, MINVALUE) TO (10, '2020-01-01'::date) PARTITION BY HASH (b);

-- is CreateTable(Name=p2, PartitionOf=PartitionOf(Parent=p, Bound=InList(Values=[`'a'`, `NULL`])))
CREATE TABLE p2 PARTITION OF p FOR VALUES IN ('a', NULL);

-- is CreateTable(Name=p3, PartitionOf=PartitionOf(Parent=p, Bound=Hash(Modulus=4, Remainder=1)))
CREATE TABLE p3 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 1);

-- is CreateTable(Name=p4, PartitionOf=PartitionOf(Parent=p, Bound=Default))
CREATE TABLE p4 PARTITION OF p DEFAULT;

-- is CreateTable(Name=c, Elements=[TableConstraint(Constraint=ExcludeConstraint(Method=gist, Elements=[ExcludeElement(Key=IndexKey(Column=room), Operator==), ExcludeElement(Key=IndexKey(Column=during), Operator=&&)], Where=`NOT cancelled`)), TableConstraint(Constraint=ForeignKeyConstraint(References=d, Columns=[a, b], ReferencedColumns=[e, f], HasPeriod)), TableConstraint(Constraint=UniqueConstraint(Columns=[id, valid], WithoutOverlaps)), TableConstraint(Constraint=NotNullConstraint(Name=n, NoInherit, Column=a)), TableConstraint(Constraint=CheckConstraint(Enforced=no, Expression=`a > 1`)), TableConstraint(Constraint=ForeignKeyConstraint(References=d, Columns=[a], OnDelete=SetDefault, OnDeleteColumns=[a]))], Inherits=[x, y.z])
CREATE TABLE c (EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled), FOREIGN KEY (a, PERIOD b) REFERENCES d (e, PERIOD f), UNIQUE (id, valid WITHOUT OVERLAPS), CONSTRAINT n NOT NULL a NO INHERIT, CHECK (a > 1) NOT ENFORCED, FOREIGN KEY (a) REFERENCES d ON DELETE SET DEFAULT (a)) INHERITS (x, y.z);

-- is CreateTable(Name=o, OfType=app.kind, Elements=[ColumnDefinition(Name=a, Constraints=[NotNullConstraint]), TableConstraint(Constraint=PrimaryKeyConstraint(Columns=[a]))])
CREATE TABLE o OF app.kind (a WITH OPTIONS NOT NULL, PRIMARY KEY (a));

-- is CreateTableAs(Name=q, Query=Select(Reads=[t, u], With=[CommonTable(Name=w, Statement=Select(Reads=[t]))]))
CREATE TABLE q AS WITH w AS (SELECT * FROM t) SELECT * FROM w JOIN u ON true WITH NO DATA;

-- is CreateForeignTable(Table=CreateTable(Name=f, Elements=[ColumnDefinition(Name=a, Type=integer, Options=[column_name=A], Constraints=[NotNullConstraint])]), Server=s, Options=[host=h])
CREATE FOREIGN TABLE f (a int OPTIONS (column_name 'A') NOT NULL) SERVER s OPTIONS (host 'h');

-- is Truncate(Tables=[only a, b.c], RestartIdentity, Cascade)
TRUNCATE TABLE ONLY a, b.c RESTART IDENTITY CASCADE;

-- is LockTable(Tables=[a, only b], Mode=SHARE ROW EXCLUSIVE, NoWait)
LOCK TABLE a, ONLY b IN SHARE ROW EXCLUSIVE MODE NOWAIT;

-- is LockTable(Tables=[a], Mode=ACCESS EXCLUSIVE)
LOCK a;
