namespace Confiture.Sql.Syntax;

/// <summary>Names.</summary>
internal abstract partial class SyntaxReader
{
    private static readonly Identifier NoName = new("?", default);

    protected bool IsName(int distance = 0)
    {
        var token = Peek(distance);
        return token.Kind == SqlTokenKind.QuotedIdentifier || (token.Kind == SqlTokenKind.Word && token.Keyword is not { Class: KeywordClass.Reserved });
    }

    protected bool IsWord(int distance = 0) => Kind(distance) is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier;

    /// <summary>A name that is no reserved word.</summary>
    protected Identifier Name() => IsName() ? Label() : Fail(NoName);

    protected Identifier? NameIfAny() => IsName() ? Label() : null;

    /// <summary>A name where any word may stand: behind a dot, or as the name of an option.</summary>
    protected Identifier Label()
    {
        if (!IsWord())
            return Fail(NoName);
        var token = Peek();
        Skip(1);
        var name = token.Kind == SqlTokenKind.Word ? Folding.Fold(Text.AsSpan(token.Start, token.End - token.Start)) : QuotedName(token);
        return name.Length == 0 ? Fail(NoName) : new Identifier(name, From(token.Start));
    }

    private string QuotedName(SyntaxToken token)
    {
        var quoted = Text.AsSpan(token.Start, token.End - token.Start);
        if (quoted[0] == '"')
            return quoted[1..^1].ToString().Replace("\"\"", "\"");
        return StringContent.Unicode(quoted[3..^1].ToString().Replace("\"\"", "\""), Escape()) ?? Fail("");
    }

    /// <summary>The character of <c>UESCAPE</c>, a backslash without.</summary>
    private char Escape()
    {
        if (!Accept("UESCAPE"))
            return '\\';
        var token = Peek();
        if (token.Kind != SqlTokenKind.String || token.End - token.Start != 3)
            return Fail('\\');
        Skip(1);
        return Text[token.Start + 1];
    }

    /// <summary>A name with up to three parts.</summary>
    protected SqlName Qualified()
    {
        var start = Here;
        var first = Name();
        if (!Is("."))
            return new SqlName(new QualifiedName(null, first.Text), first.Span);
        Skip(1);
        var second = Label();
        if (!Is("."))
            return new SqlName(new QualifiedName(first.Text, second.Text), From(start));
        Skip(1);
        var third = Label();
        return new SqlName(new QualifiedName(second.Text, third.Text), From(start)) { Catalog = first.Text };
    }

    protected SqlName? QualifiedIfAny() => IsName() ? Qualified() : null;

    protected static SqlName AsSqlName(Identifier name) => new(new QualifiedName(null, name.Text), name.Span);

    /// <summary>A column with its relation before it: two to four parts.</summary>
    protected (SqlName Relation, Identifier Column) ColumnPath()
    {
        var start = Here;
        var parts = new List<Identifier> { Name() };
        while (Accept("."))
            parts.Add(Label());
        if (parts.Count is < 2 or > 4)
            Fail();
        if (Failed)
            return (AsSqlName(NoName), NoName);
        var column = parts[^1];
        var span = new SqlSpan(start, parts[^2].Span.End - start);
        var relation =
            new SqlName(new QualifiedName(parts.Count > 2 ? parts[^3].Text : null, parts[^2].Text), span) { Catalog = parts.Count == 4 ? parts[0].Text : null };
        return (relation, column);
    }

    /// <summary>A role, where the words for the current user may stand.</summary>
    protected RoleName Role()
    {
        var start = Here;
        if (OneOf("PUBLIC", "CURRENT_USER", "CURRENT_ROLE", "SESSION_USER") is { } word)
            return new RoleName(word.ToLowerInvariant(), true, From(start));
        if (Accept("USER"))
            return new RoleName("user", true, From(start));
        var name = Name();
        return new RoleName(name.Text, false, name.Span);
    }

    protected RoleName NamedRole()
    {
        var role = Role();
        return role.IsPublic ? Fail(role) : role;
    }

    /// <summary><c>ONLY name</c>, <c>ONLY (name)</c>, <c>name *</c> or <c>name</c>.</summary>
    protected RelationReference Relation()
    {
        if (!Accept("ONLY"))
        {
            var name = Qualified();
            Accept("*");
            return new RelationReference(name, false);
        }

        var enclosed = Accept("(");
        var only = Qualified();
        if (enclosed)
            Expect(")");
        return new RelationReference(only, true);
    }

    /// <summary>An operator with a schema or without, such as <c>+</c> or <c>pg_catalog.=</c>.</summary>
    protected SqlName OperatorName()
    {
        var start = Here;
        string? schema = null;
        while (IsName() && Is(".", 1))
        {
            schema = Name().Text;
            Skip(1);
        }

        var token = Peek();
        if (token.Kind != SqlTokenKind.Operator)
            return Fail(AsSqlName(NoName));
        Skip(1);
        return new SqlName(new QualifiedName(schema, Text[token.Start..token.End]), From(start));
    }

    protected bool IfExists() => Accept("IF", "EXISTS");

    protected bool IfNotExists() => Accept("IF", "NOT", "EXISTS");

    /// <summary>CASCADE, RESTRICT, or nothing; true for CASCADE.</summary>
    protected bool Cascade()
    {
        if (Accept("CASCADE"))
            return true;
        Accept("RESTRICT");
        return false;
    }
}
