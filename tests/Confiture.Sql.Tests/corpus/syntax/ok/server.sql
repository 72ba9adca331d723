-- is CreateForeignDataWrapper(Name=w, Functions=[handler="h", validator], Options=[a=b])
CREATE FOREIGN DATA WRAPPER w HANDLER h NO VALIDATOR OPTIONS (a 'b');

-- is AlterForeignDataWrapper(Name=w, Functions=[handler], Options=[SET a=c])
ALTER FOREIGN DATA WRAPPER w NO HANDLER OPTIONS (SET a 'c');

-- is CreateServer(Name=s, IfNotExists, Type=t, Version=1, Wrapper=w, Options=[host=h])
CREATE SERVER IF NOT EXISTS s TYPE 't' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'h');

-- is AlterServer(Name=s, Version=2, Options=[DROP host])
ALTER SERVER s VERSION '2' OPTIONS (DROP host);

-- is CreateUserMapping(Role=CURRENT_USER, Server=s, Options=[user=x])
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (user 'x');

-- is AlterUserMapping(Role=bob, Server=s, Options=[SET user=y])
ALTER USER MAPPING FOR bob SERVER s OPTIONS (SET user 'y');

-- is ImportForeignSchema(RemoteSchema=r, Tables=[a, b], Server=s, LocalSchema=l, Options=[x=y])
IMPORT FOREIGN SCHEMA r LIMIT TO (a, b) FROM SERVER s INTO l OPTIONS (x 'y');

-- is CreatePublication(Name=p, Objects=[PublicationObject(Table=a, Columns=[x, y], Where=`x > 1`), PublicationObject(Table=only b), PublicationObject(Schema=c), PublicationObject(Schema=current_schema)], Options=[publish=insert])
CREATE PUBLICATION p FOR TABLE a (x, y) WHERE (x > 1), ONLY b, TABLES IN SCHEMA c, CURRENT_SCHEMA WITH (publish = 'insert');

-- is AlterPublication(Name=p, Change=add, Objects=[PublicationObject(Table=a), PublicationObject(Table=b)])
ALTER PUBLICATION p ADD TABLE a, b;

-- is AlterPublication(Name=p, Change=options, Options=[publish=x])
ALTER PUBLICATION p SET (publish = 'x');

-- is CreateSubscription(Name=s, Connection=`'host=x password=y'`, Publications=[a, b], Options=[enabled=false])
CREATE SUBSCRIPTION s CONNECTION 'host=x password=y' PUBLICATION a, b WITH (enabled = false);

-- is AlterSubscription(Name=s, Change=add publication, Publications=[c], Options=[refresh=false])
ALTER SUBSCRIPTION s ADD PUBLICATION c WITH (refresh = false);

-- is AlterSubscription(Name=s, Change=connection)
ALTER SUBSCRIPTION s CONNECTION 'x';

-- is CreateAccessMethod(Name=m, Type=index, Handler=h)
CREATE ACCESS METHOD m TYPE INDEX HANDLER h;

-- is CreateTablespace(Name=t, Owner=bob, Location=/x, Options=[seq_page_cost=1.5])
CREATE TABLESPACE t OWNER bob LOCATION '/x' WITH (seq_page_cost = 1.5);

-- is AlterTablespace(Name=t, Reset, Options=[seq_page_cost])
ALTER TABLESPACE t RESET (seq_page_cost);

-- is CreateDatabase(Name=d, Options=[owner=bob, encoding=UTF8, connection limit=-1])
CREATE DATABASE d WITH OWNER = bob ENCODING 'UTF8' CONNECTION LIMIT -1;

-- is AlterDatabase(Name=d, Options=[tablespace=ts])
ALTER DATABASE d SET TABLESPACE ts;

-- is AlterDatabaseSetting(Name=d, Change=ConfigurationChange(Name=work_mem, Reset))
ALTER DATABASE d SET work_mem TO DEFAULT;

-- is RefreshDatabaseCollation(Name=d)
ALTER DATABASE d REFRESH COLLATION VERSION;

-- is AlterSystem(Change=ConfigurationChange(Name=a.b, Values=[x, 2]))
ALTER SYSTEM SET a.b = 'x', 2;
