-- is GrantPrivileges(IsGrant, Privileges=[Privilege(Name=SELECT, Columns=[a, b]), Privilege(Name=UPDATE)], Objects=[ObjectReference(Name=t), ObjectReference(Name=app.u)], Roles=[bob, PUBLIC], GrantOption, GrantedBy=CURRENT_USER)
GRANT SELECT (a, b), UPDATE ON TABLE t, app.u TO bob, PUBLIC WITH GRANT OPTION GRANTED BY CURRENT_USER;

-- is GrantPrivileges(IsGrant, Privileges=[Privilege(Name=ALL)], Objects=[ObjectReference(Kind=Schema, Name=a), ObjectReference(Kind=Schema, Name=b)], Roles=[bob], AllInSchema)
GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA a, b TO bob;

-- is GrantPrivileges(IsGrant, Privileges=[Privilege(Name=EXECUTE)], Kind=Function, Objects=[ObjectReference(Kind=Function, Name=f, Parameters=[RoutineParameter(Type=integer)]), ObjectReference(Kind=Function, Name=g)], Roles=[bob])
GRANT EXECUTE ON FUNCTION f(int), g TO bob;

-- is GrantPrivileges(Privileges=[Privilege(Name=USAGE)], Kind=Schema, Objects=[ObjectReference(Kind=Schema, Name=app)], Roles=[PUBLIC], GrantOption, Cascade)
REVOKE GRANT OPTION FOR USAGE ON SCHEMA app FROM PUBLIC CASCADE;

-- is GrantPrivileges(IsGrant, Privileges=[Privilege(Name=SET), Privilege(Name=ALTER SYSTEM)], Kind=Parameter, Objects=[ObjectReference(Kind=Parameter, Name=work_mem)], Roles=[bob])
GRANT SET, ALTER SYSTEM ON PARAMETER work_mem TO bob;

-- is GrantRoles(IsGrant, Roles=[a, b], Members=[c], Options=[admin=option])
GRANT a, b TO c WITH ADMIN OPTION;

-- is GrantRoles(Roles=[a], Members=[b], Options=[admin])
REVOKE ADMIN OPTION FOR a FROM b;

-- is AlterDefaultPrivileges(ForRoles=[a], InSchemas=[b], Action=GrantPrivileges(IsGrant, Privileges=[Privilege(Name=SELECT)], Roles=[c]))
ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA b GRANT SELECT ON TABLES TO c;

-- is CreateRole(Name=bob, Kind=ROLE, Options=[login, password, connection limit=5, valid until=2030-01-01, in role=a, b])
CREATE ROLE bob WITH LOGIN PASSWORD 'secret' CONNECTION LIMIT 5 VALID UNTIL '2030-01-01' IN ROLE a, b;

-- is AlterRole(Name=bob, Options=[nosuperuser])
ALTER ROLE bob NOSUPERUSER;

-- is AlterRole(Name=g, Options=[ADD user=a, b])
ALTER GROUP g ADD USER a, b;

-- is AlterRoleSetting(Name=bob, Database=d, Change=ConfigurationChange(Name=search_path, Values=[app, public]))
ALTER ROLE bob IN DATABASE d SET search_path = app, public;

-- is AlterRoleSetting(Change=ConfigurationChange(Name=all, Reset))
ALTER ROLE ALL RESET ALL;

-- is CreatePolicy(Name=p, Table=app.t, Command=UPDATE, Roles=[bob, CURRENT_USER], Using=`tenant = current_setting('app.tenant')::int`, WithCheck=`true`)
CREATE POLICY p ON app.t AS RESTRICTIVE FOR UPDATE TO bob, CURRENT_USER USING (tenant = current_setting('app.tenant')::int) WITH CHECK (true);

-- is AlterPolicy(Name=p, Table=t, Roles=[PUBLIC], Using=`a > 1`)
ALTER POLICY p ON t TO PUBLIC USING (a > 1);
