namespace Confiture.Sql.Syntax;

/// <summary>CREATE TABLE and what is in its parentheses.</summary>
internal sealed partial class SyntaxParser
{
    private StatementNode CreateTable(Persistence persistence)
    {
        Expect("TABLE");
        var ifNotExists = IfNotExists();
        var table = new CreateTable(Qualified()) { Persistence = persistence, IfNotExists = ifNotExists };
        if (Accept("OF"))
            return TableTail(table with { OfType = Qualified(), Elements = EnclosedIfAny(TypedElement) });
        if (Accept("PARTITION", "OF"))
            return TableTail(PartitionTable(table));
        if (Is("(") && !IsColumnList())
            return TableTail(table with { Elements = Elements(), Inherits = Accept("INHERITS") ? Enclosed(Qualified) : [] });
        return TableAs(table, EnclosedIfAny(Name));
    }

    private CreateTable PartitionTable(CreateTable table)
    {
        var parent = Qualified();
        var elements = EnclosedIfAny(TypedElement);
        return table with { Elements = elements, PartitionOf = new PartitionOf(parent, Bound()) };
    }

    /// <summary>Whether the parentheses contain only names, as before AS.</summary>
    private bool IsColumnList() => IsName(1) && (Is(",", 2) || Is(")", 2));

    private IReadOnlyList<TableElement> Elements()
    {
        if (Is("(", ")"))
        {
            Skip(2);
            return [];
        }

        return Enclosed(Element);
    }

    private CreateTable TableTail(CreateTable table)
    {
        table = table with { PartitionBy = PartitionBy() };
        return table with
        {
            AccessMethod = Accept("USING") ? Name() : null,
            Options = StorageOptions(),
            OnCommit = OnCommit(),
            Tablespace = Accept("TABLESPACE") ? Name() : null,
        };
    }

    private StatementNode TableAs(CreateTable table, IReadOnlyList<Identifier> columns)
    {
        table = TableTail(table);
        if (table.PartitionBy is not null)
            return Unknown();
        Expect("AS");
        var (query, withData) = QueryWithData();
        return new CreateTableAs(table.Name, query)
        {
            Persistence = table.Persistence,
            IfNotExists = table.IfNotExists,
            Columns = columns,
            AccessMethod = table.AccessMethod,
            Options = table.Options,
            OnCommit = table.OnCommit,
            Tablespace = table.Tablespace,
            WithData = withData,
        };
    }

    /// <summary>A query up to the end, with WITH [NO] DATA behind it or not.</summary>
    private (StatementNode Query, bool WithData) QueryWithData()
    {
        var end = Limit;
        var withData = true;
        if (EndsWith("WITH", "NO", "DATA"))
            (end, withData) = (Limit - 3, false);
        else if (EndsWith("WITH", "DATA"))
            end = Limit - 2;
        var query = StatementUpTo(end);
        if (query is not (Select or ExecuteStatement))
            Fail();
        if (!Failed)
            Index = Limit;
        return (query, withData);
    }

    private bool EndsWith(params ReadOnlySpan<string> words)
    {
        if (Limit - words.Length <= Index)
            return false;
        for (var i = 0; i < words.Length; i++)
        {
            if (!Matches(TokenAt(Limit - words.Length + i), words[i]))
                return false;
        }

        return true;
    }

    private PartitionKey? PartitionBy()
    {
        var start = Here;
        if (!Accept("PARTITION", "BY"))
            return null;
        var strategy = Label().Text;
        var keys = Enclosed(Key);
        return new PartitionKey(strategy, keys, From(start));
    }

    private IReadOnlyList<SqlOption> StorageOptions()
    {
        if (Accept("WITHOUT", "OIDS"))
            return [];
        return WithOptions();
    }

    private string? OnCommit()
    {
        if (!Accept("ON", "COMMIT"))
            return null;
        if (Accept("DROP"))
            return "drop";
        var word = Demand("DELETE", "PRESERVE");
        Expect("ROWS");
        return $"{word.ToLowerInvariant()} rows";
    }

    private CreateForeignTable CreateForeignTable()
    {
        Expect("FOREIGN", "TABLE");
        var ifNotExists = IfNotExists();
        var start = Here;
        var table = new CreateTable(Qualified()) { IfNotExists = ifNotExists };
        table = Accept("PARTITION", "OF")
            ? PartitionTable(table)
            : table with { Elements = Elements(), Inherits = Accept("INHERITS") ? Enclosed(Qualified) : [] };
        table = table with { Span = From(start) };
        Expect("SERVER");
        var server = Name();
        return new CreateForeignTable(table, server, ForeignOptions());
    }

    private TableElement Element()
    {
        if (IsConstraint())
            return TableConstraint();
        return Is("LIKE") ? Like() : Column();
    }

    private TableElement TypedElement()
    {
        if (IsConstraint())
            return TableConstraint();
        var start = Here;
        var name = Name();
        Accept("WITH", "OPTIONS");
        return ColumnTail(new ColumnDefinition(name), start);
    }

    private TableConstraint TableConstraint()
    {
        var constraint = Constraint();
        return new TableConstraint(constraint) { Span = constraint.Span };
    }

    private LikeTable Like()
    {
        var start = Here;
        Skip(1);
        var table = Qualified();
        List<string> including = [], excluding = [];
        while (OneOf("INCLUDING", "EXCLUDING") is { } word)
        {
            var what = Demand("COMMENTS", "COMPRESSION", "CONSTRAINTS", "DEFAULTS", "IDENTITY", "GENERATED", "INDEXES", "STATISTICS", "STORAGE", "ALL");
            (word == "INCLUDING" ? including : excluding).Add(what.ToLowerInvariant());
        }

        return new LikeTable(table, including, excluding) { Span = From(start) };
    }

    private ColumnDefinition Column()
    {
        var start = Here;
        var name = Name();
        var column = new ColumnDefinition(name) { Type = Type() };
        return ColumnTail(
            column with
            {
                Storage = Accept("STORAGE") ? ModeOrDefault() : null,
                Compression = Accept("COMPRESSION") ? ModeOrDefault() : null,
                Options = ForeignOptions(),
            },
            start);
    }

    private string ModeOrDefault() => Accept("DEFAULT") ? "default" : Name().Text;

    private PartitionBound Bound()
    {
        var start = Here;
        if (Accept("DEFAULT"))
            return new PartitionBound.Default { Span = From(start) };
        Expect("FOR", "VALUES");
        var bound = BoundValues();
        return bound with { Span = From(start) };
    }

    private PartitionBound BoundValues()
    {
        if (Accept("IN"))
            return new PartitionBound.InList(Enclosed(Expression));
        if (Accept("FROM"))
        {
            var from = Enclosed(Expression);
            Expect("TO");
            return new PartitionBound.Range(from, Enclosed(Expression));
        }

        Expect("WITH");
        long modulus = -1, remainder = -1;
        Enclosed(() =>
        {
            var isModulus = Demand("MODULUS", "REMAINDER") == "MODULUS";
            var number = Integer();
            return isModulus ? modulus = number : remainder = number;
        });
        if (modulus < 0 || remainder < 0)
            Fail();
        return new PartitionBound.Hash(modulus, remainder);
    }
}
