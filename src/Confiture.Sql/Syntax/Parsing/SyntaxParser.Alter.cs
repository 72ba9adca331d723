namespace Confiture.Sql.Syntax;

/// <summary>ALTER of everything, and the changes that most objects share.</summary>
internal sealed partial class SyntaxParser
{
    private StatementNode Alter()
    {
        Skip(1);
        if (Accept("SYSTEM"))
            return new AlterSystem(SettingChange());
        if (Accept("DEFAULT", "PRIVILEGES"))
            return DefaultPrivileges();
        var isGroup = Is("GROUP");
        return KindOfObject() switch
        {
            ObjectKind.Table => AlterRelation(ObjectKind.Table),
            ObjectKind.ForeignTable => AlterRelation(ObjectKind.ForeignTable),
            ObjectKind.Index => AlterRelation(ObjectKind.Index),
            ObjectKind.Sequence => AlterRelation(ObjectKind.Sequence),
            ObjectKind.View => AlterRelation(ObjectKind.View),
            ObjectKind.MaterializedView => AlterRelation(ObjectKind.MaterializedView),
            ObjectKind.Role => AlterRole(isGroup),
            ObjectKind.Constraint or ObjectKind.Column or ObjectKind.Cast or ObjectKind.Transform => Unknown(),
            ObjectKind.UserMapping => AlterUserMapping(),
            { } kind => AlterObject(kind),
            null => Unknown(),
        };
    }

    private StatementNode AlterObject(ObjectKind kind)
    {
        var ifExists = kind is ObjectKind.Policy or ObjectKind.Statistics or ObjectKind.PropertyGraph && IfExists();
        var reference = kind is ObjectKind.Type or ObjectKind.Domain ? new ObjectReference(kind, Qualified(), default) : ObjectOf(kind);
        if (reference.Span == default)
            reference = reference with { Span = reference.Name.Span };
        if (Is("RENAME", "TO"))
        {
            Skip(2);
            return new RenameObject(kind, reference, Name()) { IfExists = ifExists };
        }

        return ChangeOfObject(reference, ifExists) ?? AlterOwnWay(kind, reference, ifExists);
    }

    /// <summary>OWNER TO, SET SCHEMA and DEPENDS ON EXTENSION; else null. The owner of a relation is an action among others.</summary>
    private StatementNode? ChangeOfObject(ObjectReference reference, bool ifExists)
    {
        var isRelation = reference.Kind is ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.Index or ObjectKind.Sequence or ObjectKind.View
            or ObjectKind.MaterializedView;
        if (!isRelation && Accept("OWNER", "TO"))
            return new SetObjectOwner(reference, NamedRole());
        if (Accept("SET", "SCHEMA"))
            return new SetObjectSchema(reference, Name(), ifExists);
        if (Accept("DEPENDS", "ON", "EXTENSION"))
            return new DependsOnExtension(reference, Name(), false);
        return Accept("NO", "DEPENDS", "ON", "EXTENSION") ? new DependsOnExtension(reference, Name(), true) : null;
    }

    private StatementNode AlterOwnWay(ObjectKind kind, ObjectReference reference, bool ifExists) => kind switch
    {
        ObjectKind.Type => AlterType(reference),
        ObjectKind.Domain => AlterDomain(reference),
        ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine => AlterRoutine(reference),
        ObjectKind.Operator => AlterOperator(reference),
        ObjectKind.OperatorFamily => AlterOperatorFamily(reference),
        ObjectKind.Collation when Accept("REFRESH", "VERSION") => new RefreshCollation(reference.Name),
        ObjectKind.TextSearchDictionary => new SetTextSearchDictionaryOptions(reference.Name, Options()),
        ObjectKind.TextSearchConfiguration => AlterTextSearchConfiguration(reference.Name),
        ObjectKind.Statistics => AlterStatistics(ifExists, reference.Name),
        ObjectKind.EventTrigger => new AlterEventTrigger(NameOf(reference), SwitchedMode()),
        ObjectKind.Policy => AlterPolicy(reference),
        ObjectKind.PropertyGraph => AlterPropertyGraph(reference, ifExists),
        ObjectKind.Extension => AlterExtension(NameOf(reference)),
        ObjectKind.ForeignDataWrapper => AlterForeignDataWrapper(NameOf(reference)),
        ObjectKind.Server => AlterServer(NameOf(reference)),
        ObjectKind.Publication => AlterPublication(NameOf(reference)),
        ObjectKind.Subscription => AlterSubscription(NameOf(reference)),
        ObjectKind.Tablespace => AlterTablespace(NameOf(reference)),
        ObjectKind.Database => AlterDatabase(NameOf(reference)),
        _ => Unknown(),
    };

    private static Identifier NameOf(ObjectReference reference) => new(reference.Name.Name, reference.Name.Span);

    private FiringMode SwitchedMode()
    {
        if (Accept("DISABLE"))
            return FiringMode.Disabled;
        Expect("ENABLE");
        return Accept("ALWAYS") ? FiringMode.Always : Accept("REPLICA") ? FiringMode.Replica : FiringMode.Origin;
    }

    private StatementNode CreateSchema()
    {
        Skip(1);
        var ifNotExists = IfNotExists();
        var name = Is("AUTHORIZATION") ? null : Name();
        var owner = Accept("AUTHORIZATION") ? NamedRole() : null;
        var elements = new List<StatementNode>();
        while (!AtEnd)
            elements.Add(StatementUpTo(NextElement()));
        if (elements.Any(e => e is not (Syntax.CreateTable or Syntax.CreateIndex or Syntax.CreateSequence or Syntax.CreateTrigger or GrantPrivileges
                or GrantRoles or Syntax.CreateView or CreateTableAs)))
        {
            Fail();
        }

        return new CreateSchema(name, owner, ifNotExists, elements);
    }

    /// <summary>Where the next CREATE or GRANT outside parentheses begins; both words are reserved.</summary>
    private int NextElement()
    {
        for (var i = Index + 1; i < Limit; i++)
        {
            var token = TokenAt(i);
            if (token.Kind == SqlTokenKind.Open && Tokens.Match(i) is var close && close > i)
                i = close;
            else if (token.Keyword?.Word is "CREATE" or "GRANT" && !IsInsideElement(TokenAt(i - 1)))
                return i;
        }

        return Limit;
    }

    // A label, an alias, a privilege, or WITH GRANT OPTION.
    private bool IsInsideElement(SyntaxToken previous) =>
        previous.Keyword?.Word is "AS" or "GRANT" or "WITH" || Matches(previous, ".") || Matches(previous, ",");

    private CreateExtension CreateExtension()
    {
        Skip(1);
        var ifNotExists = IfNotExists();
        var extension = new CreateExtension(Name(), ifNotExists, null, null, false);
        Accept("WITH");
        while (true)
        {
            if (Accept("SCHEMA"))
                extension = extension with { Schema = Name() };
            else if (Accept("VERSION"))
                extension = extension with { Version = WordOrString() };
            else if (Accept("CASCADE"))
                extension = extension with { Cascade = true };
            else
                return extension;
        }
    }

    private string WordOrString() => IsString ? String().Text : Label().Text;

    private StatementNode AlterExtension(Identifier name)
    {
        if (Accept("UPDATE"))
            return new UpdateExtension(name, Accept("TO") ? WordOrString() : null);
        var drop = Demand("ADD", "DROP") == "DROP";
        return new AlterExtensionContents(name, drop, ObjectOf(KindOfObject() ?? Fail(ObjectKind.Table)));
    }
}
