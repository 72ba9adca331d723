namespace Confiture.Sql.Syntax;

/// <summary>Roles, databases, tablespaces and access methods.</summary>
internal sealed partial class SyntaxParser
{
    private CreateRole CreateRole()
    {
        var kind = Demand("ROLE", "USER", "GROUP");
        var name = NamedRole();
        Accept("WITH");
        return new CreateRole(name, kind, RoleOptions());
    }

    private List<SqlOption> RoleOptions()
    {
        var options = new List<SqlOption>();
        while (!AtEnd)
            options.Add(RoleOption());
        return options;
    }

    private SqlOption RoleOption()
    {
        var start = Here;
        if (OneOf("ENCRYPTED", "UNENCRYPTED") is not null || Is("PASSWORD"))
        {
            Expect("PASSWORD");
            StringOrNull();
            return new SqlOption("password", null, From(start));
        }

        if (Accept("CONNECTION", "LIMIT"))
            return new SqlOption("connection limit", SignedNumber(), From(start));
        if (Accept("VALID", "UNTIL"))
            return new SqlOption("valid until", String().Text, From(start));
        if (Accept("SYSID"))
            return new SqlOption("sysid", SignedNumber(), From(start));
        if (Accept("IN", "ROLE") || Accept("IN", "GROUP"))
            return Members("in role", start);
        return OneOf("ROLE", "USER", "ADMIN") is { } word ? Members(word.ToLowerInvariant(), start) : new SqlOption(Name().Text, null, From(start));
    }

    private SqlOption Members(string name, int start)
    {
        var from = Here;
        List(NamedRole);
        return new SqlOption(name, Failed ? null : From(from).In(Text), From(start));
    }

    private StatementNode AlterRole(bool isGroup)
    {
        if (Accept("ALL"))
            return RoleSetting(null);
        var role = NamedRole();
        if (Accept("RENAME", "TO"))
        {
            return new RenameObject(ObjectKind.Role,
                new ObjectReference(ObjectKind.Role, new SqlName(new QualifiedName(null, role.Name), role.Span), role.Span), Name());
        }

        if (Is("SET") || Is("RESET") || Is("IN", "DATABASE"))
            return RoleSetting(role);
        if (isGroup && OneOf("ADD", "DROP") is { } change)
        {
            var start = Here;
            Expect("USER");
            return new AlterRole(role, [Members("user", start) with { Change = change }]);
        }

        Accept("WITH");
        return new AlterRole(role, RoleOptions());
    }

    private AlterRoleSetting RoleSetting(RoleName? role)
    {
        var database = Accept("IN", "DATABASE") ? Name() : null;
        return new AlterRoleSetting(role, database, SettingChange());
    }

    private CreateDatabase CreateDatabase()
    {
        Skip(1);
        var name = Name();
        Accept("WITH");
        return new CreateDatabase(name, DatabaseOptions());
    }

    private List<SqlOption> DatabaseOptions()
    {
        var options = new List<SqlOption>();
        while (!AtEnd)
        {
            var start = Here;
            var name = Accept("CONNECTION", "LIMIT") ? "connection limit" : Label().Text;
            Accept("=");
            var value = Kind() == SqlTokenKind.Number || IsAny("-", "+") ? SignedNumber() : WordOrString();
            options.Add(new SqlOption(name, value, From(start)));
        }

        return options;
    }

    private StatementNode AlterDatabase(Identifier name)
    {
        if (Accept("REFRESH", "COLLATION", "VERSION"))
            return new RefreshDatabaseCollation(name);
        if (Is("SET", "TABLESPACE") && !Is("TO", 2) && !Is("=", 2))
        {
            Skip(1);
            var start = Here;
            Skip(1);
            return new AlterDatabase(name, [new SqlOption("tablespace", Name().Text, From(start))]);
        }

        if (Is("SET") || Is("RESET"))
            return new AlterDatabaseSetting(name, SettingChange());
        Accept("WITH");
        return new AlterDatabase(name, DatabaseOptions());
    }

    private CreateTablespace CreateTablespace()
    {
        Skip(1);
        var name = Name();
        var owner = Accept("OWNER") ? NamedRole() : null;
        Expect("LOCATION");
        return new CreateTablespace(name, owner, String().Text, WithOptions());
    }

    private AlterTablespace AlterTablespace(Identifier name)
    {
        var reset = Demand("SET", "RESET") == "RESET";
        return new AlterTablespace(name, reset, Options());
    }

    private CreateAccessMethod CreateAccessMethod()
    {
        Expect("ACCESS", "METHOD");
        var name = Name();
        Expect("TYPE");
        var type = Demand("INDEX", "TABLE").ToLowerInvariant();
        Expect("HANDLER");
        return new CreateAccessMethod(name, type, Qualified());
    }
}
