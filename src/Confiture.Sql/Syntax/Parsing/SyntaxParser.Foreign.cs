namespace Confiture.Sql.Syntax;

/// <summary>Foreign data and replication.</summary>
internal sealed partial class SyntaxParser
{
    private CreateForeignDataWrapper CreateForeignDataWrapper()
    {
        Expect("FOREIGN", "DATA");
        Expect("WRAPPER");
        var name = Name();
        var functions = WrapperFunctions();
        return new CreateForeignDataWrapper(name, functions, ForeignOptions());
    }

    private StatementNode AlterForeignDataWrapper(Identifier name)
    {
        var functions = WrapperFunctions();
        var options = ForeignOptions();
        return functions.Count + options.Count == 0 ? Unknown() : new AlterForeignDataWrapper(name, functions, options);
    }

    private List<SqlOption> WrapperFunctions()
    {
        var functions = new List<SqlOption>();
        while (true)
        {
            var start = Here;
            var no = Is("NO") && Skip(1);
            if (OneOf("HANDLER", "VALIDATOR") is not { } word)
                return no ? Fail(functions) : functions;
            functions.Add(new SqlOption(word.ToLowerInvariant(), no ? null : Qualified().ToString(), From(start)));
        }
    }

    private CreateServer CreateServer()
    {
        Skip(1);
        var ifNotExists = IfNotExists();
        var name = Name();
        var type = Accept("TYPE") ? String().Text : null;
        var version = Accept("VERSION") ? StringOrNull()?.Text : null;
        Expect("FOREIGN", "DATA");
        Expect("WRAPPER");
        var wrapper = Name();
        return new CreateServer(name, ifNotExists, type, version, wrapper, ForeignOptions());
    }

    private StatementNode AlterServer(Identifier name)
    {
        var hasVersion = Accept("VERSION");
        var version = hasVersion ? StringOrNull()?.Text : null;
        var options = ForeignOptions();
        return !hasVersion && options.Count == 0 ? Unknown() : new AlterServer(name, version, options);
    }

    private CreateUserMapping CreateUserMapping()
    {
        Expect("USER", "MAPPING");
        var ifNotExists = IfNotExists();
        var (role, server) = MappedRole();
        return new CreateUserMapping(role, server, ifNotExists, ForeignOptions());
    }

    private AlterUserMapping AlterUserMapping()
    {
        var (role, server) = MappedRole();
        if (!Is("OPTIONS"))
            Fail();
        return new AlterUserMapping(role, server, ForeignOptions());
    }

    private (RoleName Role, Identifier Server) MappedRole()
    {
        Expect("FOR");
        var role = Role();
        Expect("SERVER");
        return (role, Name());
    }

    private ImportForeignSchema Import()
    {
        Expect("IMPORT", "FOREIGN");
        Expect("SCHEMA");
        var remote = Name();
        var limit = Accept("LIMIT", "TO");
        var except = !limit && Accept("EXCEPT");
        var tables = limit || except ? Enclosed(Qualified) : [];
        Expect("FROM", "SERVER");
        var server = Name();
        Expect("INTO");
        return new ImportForeignSchema(remote, tables, except, server, Name(), ForeignOptions());
    }

    private CreatePublication CreatePublication()
    {
        Skip(1);
        var name = Name();
        if (Accept("FOR", "ALL", "TABLES"))
            return new CreatePublication(name, true, [], WithOptions());
        var objects = Accept("FOR") ? PublicationObjects() : [];
        return new CreatePublication(name, false, objects, WithOptions());
    }

    private StatementNode AlterPublication(Identifier name)
    {
        if (Is("SET", "("))
            return Skip(1) ? new AlterPublication(name, "options", [], Options()) : Unknown();
        return new AlterPublication(name, Demand("ADD", "SET", "DROP").ToLowerInvariant(), PublicationObjects(), []);
    }

    private List<PublicationObject> PublicationObjects()
    {
        var inSchema = false;
        if (!Is("TABLE") && !Is("TABLES"))
            Fail();
        return List(() =>
        {
            // TABLE and TABLES IN SCHEMA hold for the names behind them until the next such word.
            if (Accept("TABLES", "IN", "SCHEMA"))
                inSchema = true;
            else if (Accept("TABLE"))
                inSchema = false;
            if (inSchema)
                return new PublicationObject(null, Is("CURRENT_SCHEMA") ? Label() : Name(), [], null);
            var table = Relation();
            var columns = EnclosedIfAny(Name);
            return new PublicationObject(table, null, columns, Accept("WHERE") ? EnclosedExpression() : null);
        });
    }

    private CreateSubscription CreateSubscription()
    {
        Skip(1);
        var name = Name();
        Expect("CONNECTION");
        var connection = String().Span;
        Expect("PUBLICATION");
        var publications = List(Name);
        return new CreateSubscription(name, connection, publications, WithOptions());
    }

    private StatementNode AlterSubscription(Identifier name)
    {
        if (Accept("CONNECTION"))
            return String() is not null ? new AlterSubscription(name, "connection", [], []) : Unknown();
        if (OneOf("ENABLE", "DISABLE") is { } state)
            return new AlterSubscription(name, state.ToLowerInvariant(), [], []);
        if (Is("SET", "("))
            return Skip(1) ? new AlterSubscription(name, "options", [], Options()) : Unknown();
        if (Accept("SKIP"))
            return new AlterSubscription(name, "skip", [], Options());
        if (Accept("REFRESH", "PUBLICATION"))
            return new AlterSubscription(name, "refresh", [], WithOptions());
        var change = Demand("SET", "ADD", "DROP").ToLowerInvariant();
        Expect("PUBLICATION");
        var publications = List(Name);
        return new AlterSubscription(name, $"{change} publication", publications, WithOptions());
    }
}
