-- is CreateRoutine(Kind=Function, Name=app.f, Parameters=[RoutineParameter(Name=a, Type=integer), RoutineParameter(Mode=InOut, Name=b, Type=text, Default=`'x' || 'y'`), RoutineParameter(Mode=Variadic, Name=c, Type=numeric(10,2)[], Default=`ARRAY[1]`)], OrReplace, Returns=setof "app"."t", Attributes=RoutineAttributes(Language=plpgsql, Volatility=stable, Strict=yes, SecurityDefiner=yes, Leakproof=yes, Parallel=safe, Cost=5, Rows=10, Support=s, Settings=[ConfigurationChange(Name=search_path, Values=[app, pg_temp]), ConfigurationChange(Name=work_mem, FromCurrent)]), Code=Source(Body='BEGIN RETURN; END'))
CREATE OR REPLACE FUNCTION app.f(a int, INOUT b text DEFAULT 'x' || 'y', VARIADIC c numeric(10,2)[] = ARRAY[1]) RETURNS SETOF app.t LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER PARALLEL SAFE COST 5 ROWS 10 LEAKPROOF SUPPORT s SET search_path = app, pg_temp SET work_mem FROM CURRENT AS $body$ BEGIN RETURN; END $body$;

-- is CreateRoutine(Kind=Function, Name=f, ReturnsTable=[RoutineParameter(Mode=Table, Name=a, Type=integer), RoutineParameter(Mode=Table, Name=b, Type=text)], Attributes=RoutineAttributes(Language=sql), Code=Source(Body='select 1, 'b''))
CREATE FUNCTION f() RETURNS TABLE (a int, b text) AS 'select 1, ''b''' LANGUAGE sql;

-- is CreateRoutine(Kind=Function, Name=f, Parameters=[RoutineParameter(Type=timestamp without time zone), RoutineParameter(Name=d, Type=double precision), RoutineParameter(Type=t."c"%TYPE)], Returns=integer, Attributes=RoutineAttributes(Language=c, Window, Transforms=[hstore]), Code=Source(Body='obj', Symbol='sym'))
CREATE FUNCTION f(timestamp without time zone, d double precision, t.c%TYPE) RETURNS int AS 'obj', 'sym' LANGUAGE c TRANSFORM FOR TYPE hstore WINDOW;

-- is CreateRoutine(Kind=Function, Name=f, Parameters=[RoutineParameter(Name=a, Type=integer)], Returns=integer, Attributes=RoutineAttributes(Volatility=immutable), Code=Return(Expression=`a + 1`))
CREATE FUNCTION f(a int) RETURNS int IMMUTABLE RETURN a + 1;

-- is CreateRoutine(Kind=Procedure, Name=p, Attributes=RoutineAttributes, Code=Atomic(Statements=[Insert(Reads=[u], Target=t), Delete(Target=v, Where=`true`), Select(Reads=[w])]))
CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t SELECT * FROM u; DELETE FROM v WHERE true; RETURN (SELECT 1 FROM w); END;

-- is AlterRoutine(Routine=ObjectReference(Kind=Function, Name=f, Parameters=[RoutineParameter(Type=integer)]), Attributes=RoutineAttributes(Volatility=volatile, Settings=[ConfigurationChange(Name=search_path, Values=[]), ConfigurationChange(Name=work_mem, Reset)]))
ALTER FUNCTION f(int) VOLATILE SET search_path = '' RESET work_mem;

-- is AlterRoutine(Routine=ObjectReference(Kind=Procedure, Name=p), Attributes=RoutineAttributes(SecurityDefiner=no))
ALTER PROCEDURE p SECURITY INVOKER;

-- is CreateAggregate(Name=agg, Parameters=[RoutineParameter(Type=integer), RoutineParameter(Type=text)], Options=[sfunc=f, stype=int, hypothetical])
CREATE AGGREGATE agg (int ORDER BY text) (sfunc = f, stype = int, hypothetical);

-- is CreateAggregate(Name=agg, Options=[basetype=int, sfunc=f, stype=int])
CREATE AGGREGATE agg (basetype = int, sfunc = f, stype = int);

-- is CreateLanguage(Name=l, Trusted, Handler=h, Inline=i, Validator=v)
CREATE TRUSTED LANGUAGE l HANDLER h INLINE i VALIDATOR v;

-- is CreateTransform(Type=hstore, Language=plpython3u, FromSql=ObjectReference(Kind=Function, Name=f, Parameters=[RoutineParameter(Type=internal)]), ToSql=ObjectReference(Kind=Function, Name=g, Parameters=[RoutineParameter(Type=internal)]))
CREATE TRANSFORM FOR hstore LANGUAGE plpython3u (FROM SQL WITH FUNCTION f(internal), TO SQL WITH FUNCTION g(internal));

-- is DoBlock(Body='BEGIN NULL; END', Language=plpgsql)
DO $$ BEGIN NULL; END $$;

-- is DoBlock(Body='select 1', Language=sql)
DO LANGUAGE sql 'select 1';

-- is Call(Procedure=app.p, Arguments=`1, a => 'x'`)
CALL app.p(1, a => 'x');

-- is CreateTrigger(Name=tr, Table=app.t, Function=app.f, OrReplace, Timing=After, Events=[INSERT, UPDATE], Columns=[a, b], OldTable=o, NewTable=n, ForEachRow, When=`NEW.a IS DISTINCT FROM OLD.a`, Arguments=`'x', 1`)
CREATE OR REPLACE TRIGGER tr AFTER INSERT OR UPDATE OF a, b ON app.t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH ROW WHEN (NEW.a IS DISTINCT FROM OLD.a) EXECUTE FUNCTION app.f('x', 1);

-- is CreateTrigger(Name=tr, Table=t, Function=f, IsConstraint, Timing=After, Events=[DELETE], From=u, Deferrable=yes, InitiallyDeferred=yes, ForEachRow, Arguments=``)
CREATE CONSTRAINT TRIGGER tr AFTER DELETE ON t FROM u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE f();

-- is CreateEventTrigger(Name=e, Event=ddl_command_start, Filters=[EventTriggerFilter(Variable=tag, Values=['DROP TABLE', 'DROP VIEW'])], Function=f)
CREATE EVENT TRIGGER e ON ddl_command_start WHEN tag IN ('DROP TABLE', 'DROP VIEW') EXECUTE FUNCTION f();

-- is AlterEventTrigger(Name=e, Mode=Always)
ALTER EVENT TRIGGER e ENABLE ALWAYS;
