-- is SetVariable(Change=ConfigurationChange(Name=lock_timeout, Values=[2s]), Scope=Local)
SET LOCAL lock_timeout = '2s';

-- is SetVariable(Change=ConfigurationChange(Name=search_path, Values=[app, Public]), Scope=Session)
SET SESSION search_path TO app, "Public";

-- is SetVariable(Change=ConfigurationChange(Name=a.b, FromCurrent))
SET a.b FROM CURRENT;

-- is SetVariable(Change=ConfigurationChange(Name=timezone, Values=[INTERVAL '-08:00' HOUR TO MINUTE]))
SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE;

-- is SetVariable(Change=ConfigurationChange(Name=role, Values=[none]))
SET ROLE none;

-- is SetVariable(Change=ConfigurationChange(Name=session_authorization, Reset, Values=[default]))
SET SESSION AUTHORIZATION DEFAULT;

-- is SetVariable(Change=ConfigurationChange(Name=transaction, Values=[isolation level repeatable read, read only]))
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;

-- is SetConstraints(Names=[a, app.b])
SET CONSTRAINTS a, app.b IMMEDIATE;

-- is SetVariable(Change=ConfigurationChange(Name=all, Reset))
RESET ALL;

-- is ShowVariable(Name=timezone)
SHOW TIME ZONE;

-- is TransactionControl(Modes=[isolation level serializable, not deferrable])
BEGIN ISOLATION  LEVEL SERIALIZABLE, NOT DEFERRABLE;

-- is TransactionControl(Action=Commit, Chain=no)
COMMIT AND NO CHAIN;

-- is TransactionControl(Action=Savepoint, Name=a)
SAVEPOINT a;

-- is TransactionControl(Action=RollbackTo, Name=a)
ROLLBACK TO SAVEPOINT a;

-- is TransactionControl(Action=Release, Name=a)
RELEASE a;

-- is TransactionControl(Action=Rollback)
ABORT;

-- is TransactionControl(Action=Prepare, Name=x)
PREPARE TRANSACTION 'x';

-- is Vacuum(Options=[full, parallel=2], Targets=[VacuumTarget(Table=a, Columns=[b, c]), VacuumTarget(Table=d)])
VACUUM (FULL, PARALLEL 2) a (b, c), d;

-- is Vacuum(Options=[verbose, analyze])
VACUUM VERBOSE ANALYZE;

-- is Analyze(Targets=[VacuumTarget(Table=only a, Columns=[b])])
ANALYZE ONLY a (b);

-- is Cluster(Table=t, Index=i, Options=[verbose])
CLUSTER VERBOSE t USING i;

-- is Listen(Channel=c)
LISTEN c;

-- is Unlisten
UNLISTEN *;

-- is Notify(Channel=c, Payload=x)
NOTIFY c, 'x';

-- is PrepareStatement(Name=p, Types=[integer], Statement=Select(Reads=[t], HasWhere))
PREPARE p (int) AS SELECT * FROM t WHERE a = $1;

-- is ExecuteStatement(Name=p, Arguments=`1`)
EXECUTE p(1);

-- is Deallocate
DEALLOCATE PREPARE ALL;

-- is DeclareCursor(Name=c, WithHold, Query=Select(Reads=[t]))
DECLARE c NO SCROLL CURSOR WITH HOLD FOR SELECT * FROM t;

-- is FetchCursor(Name=c)
FETCH FORWARD 5 FROM c;

-- is FetchCursor(Name=c, Move)
MOVE c;

-- is CloseCursor
CLOSE ALL;

-- is Discard(Target=temp)
DISCARD TEMPORARY;

-- is LoadLibrary(File=x)
LOAD 'x';

-- is Checkpoint
CHECKPOINT;
