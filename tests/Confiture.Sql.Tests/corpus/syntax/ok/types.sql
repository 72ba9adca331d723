-- is CreateEnumType(Name=mood, Values=['sad', 'it's', 'a b'])
CREATE TYPE mood AS ENUM ('sad', 'it''s', E'a\tb');

-- is CreateCompositeType(Name=pair, Attributes=[ColumnDefinition(Name=a, Type=integer), ColumnDefinition(Name=b, Type=text, Collation=C)])
CREATE TYPE pair AS (a int, b text COLLATE "C");

-- is CreateRangeType(Name=r, Options=[subtype=float8, subtype_diff=float8mi])
CREATE TYPE r AS RANGE (subtype = float8, subtype_diff = float8mi);

-- is CreateBaseType(Name=base, Options=[input=f, output=g, internallength=variable, passedbyvalue])
CREATE TYPE base (input = f, output = g, internallength = variable, passedbyvalue);

-- is CreateShellType(Name=shell)
CREATE TYPE shell;

-- is AddEnumValue(Name=mood, Value='ok', IfNotExists, Before='happy')
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok' BEFORE 'happy';

-- is AddEnumValue(Name=mood, Value='x', After='y')
ALTER TYPE mood ADD VALUE 'x' AFTER 'y';

-- is RenameEnumValue(Name=mood, Value='a', NewValue='b')
ALTER TYPE mood RENAME VALUE 'a' TO 'b';

-- is AlterCompositeType(Name=pair, Actions=[Add(Cascade, Attribute=ColumnDefinition(Name=c, Type=integer)), Drop(Attribute=d, IfExists), AlterType(Attribute=e, Type=text, Collation=C)])
ALTER TYPE pair ADD ATTRIBUTE c int CASCADE, DROP ATTRIBUTE IF EXISTS d, ALTER ATTRIBUTE e SET DATA TYPE text COLLATE "C";

-- is AlterTypeOptions(Name=base, Options=[storage=plain])
ALTER TYPE base SET (storage = plain);

-- is CreateDomain(Name=app.email, Type=citext, Collation=C, Constraints=[DefaultConstraint(Expression=`''`), NotNullConstraint, CheckConstraint(Name=ok, Expression=`VALUE ~ '@'`)])
CREATE DOMAIN app.email AS citext COLLATE "C" DEFAULT '' NOT NULL CONSTRAINT ok CHECK (VALUE ~ '@');

-- is AlterDomain(Name=d, Action=SetDefault(Expression=`1 + 1`))
ALTER DOMAIN d SET DEFAULT 1 + 1;

-- is AlterDomain(Name=d, Action=DropDefault)
ALTER DOMAIN d DROP DEFAULT;

-- is AlterDomain(Name=d, Action=SetNotNull)
ALTER DOMAIN d SET NOT NULL;

-- is AlterDomain(Name=d, Action=DropNotNull)
ALTER DOMAIN d DROP NOT NULL;

-- is AlterDomain(Name=d, Action=AddConstraint(Constraint=CheckConstraint(Name=c, NotValid, Expression=`VALUE > 0`)))
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;

-- is AlterDomain(Name=d, Action=DropConstraint(Constraint=c, IfExists, Cascade))
ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c CASCADE;

-- is AlterDomain(Name=d, Action=ValidateConstraint(Constraint=c))
ALTER DOMAIN d VALIDATE CONSTRAINT c;

-- is CreateCast(Source=integer, Target="app"."t", Function=ObjectReference(Kind=Function, Name=app.f, Parameters=[RoutineParameter(Type=integer)]), Context=assignment)
CREATE CAST (int4 AS app.t) WITH FUNCTION app.f(integer) AS ASSIGNMENT;

-- is CreateCast(Source=a, Target=b)
CREATE CAST (a AS b) WITHOUT FUNCTION;

-- is CreateCollation(Name=c, IfNotExists, Options=[provider=icu, locale=und, deterministic=false])
CREATE COLLATION IF NOT EXISTS c (provider = icu, locale = 'und', deterministic = false);

-- is CreateCollation(Name=c, From=C)
CREATE COLLATION c FROM "C";

-- is RefreshCollation(Name=c)
ALTER COLLATION c REFRESH VERSION;

-- is CreateConversion(Name=c, IsDefault, Source=UTF8, Target=LATIN1, Function=f)
CREATE DEFAULT CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM f;

-- is CreateOperator(Name=app.===, Options=[function=f, leftarg=int, rightarg=text, commutator=OPERATOR(app.===), hashes])
CREATE OPERATOR app.=== (FUNCTION = f, leftarg = int, rightarg = text, commutator = OPERATOR(app.===), hashes);

-- is AlterOperator(Operator=ObjectReference(Kind=Operator, Name====, Parameters=[RoutineParameter(Type=integer), RoutineParameter(Type=none)]), Options=[restrict=NONE])
ALTER OPERATOR === (int, NONE) SET (restrict = NONE);

-- is CreateOperatorClass(Name=c, IsDefault, Type=integer, Method=btree, Family=f, Items=[OperatorClassItem(Kind=operator, Number=1, Name=<), OperatorClassItem(Kind=operator, Number=2, Name=<->), OperatorClassItem(Kind=function, Number=1, Name=g), OperatorClassItem(Kind=storage)])
CREATE OPERATOR CLASS c DEFAULT FOR TYPE int USING btree FAMILY f AS OPERATOR 1 <, OPERATOR 2 <-> (a, b) FOR ORDER BY o, FUNCTION 1 (int, int) g(int), STORAGE text;

-- is CreateOperatorFamily(Name=f, Method=gin)
CREATE OPERATOR FAMILY f USING gin;

-- is AlterOperatorFamily(Name=f, Method=gin, Drop, Items=[OperatorClassItem(Kind=function, Number=1), OperatorClassItem(Kind=operator, Number=2)])
ALTER OPERATOR FAMILY f USING gin DROP FUNCTION 1 (int, int), OPERATOR 2 (text);

-- is CreateTextSearchObject(Kind=TextSearchConfiguration, Name=c, Options=[copy=pg_catalog.english])
CREATE TEXT SEARCH CONFIGURATION c (copy = pg_catalog.english);

-- is SetTextSearchDictionaryOptions(Name=d, Options=[stopwords=x])
ALTER TEXT SEARCH DICTIONARY d (stopwords = 'x');

-- is AlterTextSearchConfiguration(Name=c, Change=replace, Tokens=[word], Dictionaries=[a, b])
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word REPLACE a WITH b;

-- is AlterTextSearchConfiguration(Name=c, Change=drop, Tokens=[word, email])
ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING IF EXISTS FOR word, email;
