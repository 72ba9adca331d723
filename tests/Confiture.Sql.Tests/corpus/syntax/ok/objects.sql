-- is CreateSchema(Name=app, Authorization=bob, IfNotExists)
CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION bob;

-- is CreateSchema(Name=app, Elements=[CreateTable(Name=t, Elements=[ColumnDefinition(Name=a, Type=integer)]), CreateView(Name=v, Query=Select(Reads=[t])), GrantPrivileges(IsGrant, Privileges=[Privilege(Name=SELECT)], Objects=[ObjectReference(Name=t)], Roles=[PUBLIC], GrantOption)])
CREATE SCHEMA app CREATE TABLE t (a int) CREATE VIEW v AS SELECT * FROM t GRANT SELECT ON t TO PUBLIC WITH GRANT OPTION;

-- is CreateExtension(Name=uuid-ossp, IfNotExists, Schema=public, Version=1.1, Cascade)
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public VERSION '1.1' CASCADE;

-- is UpdateExtension(Name=e, Version=2)
ALTER EXTENSION e UPDATE TO '2';

-- is AlterExtensionContents(Name=e, Drop, Object=ObjectReference(Kind=Function, Name=f, Parameters=[RoutineParameter(Type=integer)]))
ALTER EXTENSION e DROP FUNCTION f(int);

-- is CreateSequence(Name=app.s, Options=[as=bigint, increment=-1, no minvalue, maxvalue=10, start=5, cache=2, cycle, owned by="app"."t"."a"])
CREATE SEQUENCE app.s AS bigint INCREMENT BY -1 NO MINVALUE MAXVALUE 10 START 5 CACHE 2 CYCLE OWNED BY app.t.a;

-- is AlterSequence(Name=s, IfExists, Options=[restart=5, owned by])
ALTER SEQUENCE IF EXISTS s RESTART WITH 5 OWNED BY NONE;

-- is DropObjects(Objects=[ObjectReference(Name=a), ObjectReference(Name=app.b)], IfExists, Cascade)
DROP TABLE IF EXISTS a, app.b CASCADE;

-- is DropObjects(Kind=Function, Objects=[ObjectReference(Kind=Function, Name=f, Parameters=[RoutineParameter(Type=integer), RoutineParameter(Mode=Out, Type=text)]), ObjectReference(Kind=Function, Name=g)])
DROP FUNCTION f(int, OUT text), g;

-- is DropObjects(Kind=Aggregate, Objects=[ObjectReference(Kind=Aggregate, Name=a), ObjectReference(Kind=Aggregate, Name=b, Parameters=[RoutineParameter(Type=integer), RoutineParameter(Type=text)])])
DROP AGGREGATE a (*), b (int ORDER BY text);

-- is DropObjects(Kind=Operator, Objects=[ObjectReference(Kind=Operator, Name=+, Parameters=[RoutineParameter(Type=integer), RoutineParameter(Type=none)])])
DROP OPERATOR + (int, NONE);

-- is DropObjects(Kind=Cast, Objects=[ObjectReference(Kind=Cast, Name=integer, Types=[integer, text])], IfExists)
DROP CAST IF EXISTS (int AS text);

-- is DropObjects(Kind=Trigger, Objects=[ObjectReference(Kind=Trigger, Name=tr, On=app.t)])
DROP TRIGGER tr ON app.t;

-- is DropObjects(Kind=OperatorClass, Objects=[ObjectReference(Kind=OperatorClass, Name=c, Using=btree)])
DROP OPERATOR CLASS c USING btree;

-- is DropObjects(Kind=Transform, Objects=[ObjectReference(Kind=Transform, Name=hstore, Types=[hstore], Using=l)])
DROP TRANSFORM FOR hstore LANGUAGE l;

-- is DropObjects(Kind=Type, Objects=[ObjectReference(Kind=Type, Name=app.mood, Types=["app"."mood"]), ObjectReference(Kind=Type, Name=integer, Types=[integer])])
DROP TYPE app.mood, int4;

-- is DropObjects(Kind=UserMapping, Objects=[ObjectReference(Kind=UserMapping, Name=public, Using=s)])
DROP USER MAPPING FOR PUBLIC SERVER s;

-- is DropObjects(Kind=Database, Objects=[ObjectReference(Kind=Database, Name=d)], IfExists, Force)
DROP DATABASE IF EXISTS d WITH (FORCE);

-- is DropOwned(By=[a, CURRENT_USER], Cascade)
DROP OWNED BY a, CURRENT_USER CASCADE;

-- is ReassignOwned(From=[a], To=b)
REASSIGN OWNED BY a TO b;

-- is Comment(Object=ObjectReference(Name=t), Text='it's')
COMMENT ON TABLE t IS 'it''s';

-- is Comment(Object=ObjectReference(Kind=Column, Name=app.t, Column=a))
COMMENT ON COLUMN app.t.a IS NULL;

-- is Comment(Object=ObjectReference(Kind=DomainConstraint, Name=c, On=d), Text='x')
COMMENT ON CONSTRAINT c ON DOMAIN d IS 'x';

-- is Comment(Object=ObjectReference(Kind=Function, Name=f, Parameters=[RoutineParameter(Name=a, Type=integer), RoutineParameter(Name=b, Type=text[])]), Text='x')
COMMENT ON FUNCTION f(a int, b text[]) IS $$x$$;

-- is Comment(Object=ObjectReference(Kind=Cast, Name=integer, Types=[integer, text]), Text='')
COMMENT ON CAST (int AS text) IS '';

-- is Comment(Object=ObjectReference(Kind=LargeObject, Name=42), Text='x')
COMMENT ON LARGE OBJECT 42 IS 'x';

-- is SecurityLabel(Provider=selinux, Object=ObjectReference(Kind=Column, Name=t, Column=a), Label='x')
SECURITY LABEL FOR selinux ON COLUMN t.a IS 'x';
