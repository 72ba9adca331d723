namespace Confiture.Sql.Syntax;

/// <summary>Indexes and statistics.</summary>
internal sealed partial class SyntaxParser
{
    private CreateIndex CreateIndex()
    {
        var unique = Accept("UNIQUE");
        Expect("INDEX");
        var concurrently = Accept("CONCURRENTLY");
        var ifNotExists = IfNotExists();
        var name = ifNotExists ? Name() : NameIfAny();
        Expect("ON");
        var only = Accept("ONLY");
        var table = Qualified();
        var method = Accept("USING") ? Name() : null;
        var keys = Enclosed(Key);
        return new CreateIndex(name, table, keys)
        {
            Unique = unique,
            Concurrently = concurrently,
            IfNotExists = ifNotExists,
            Only = only,
            Method = method,
            Include = Accept("INCLUDE") ? Enclosed(Key) : [],
            NullsNotDistinct = NullsNotDistinct(),
            Options = WithOptions(),
            Tablespace = Accept("TABLESPACE") ? Name() : null,
            Where = Accept("WHERE") ? Expression() : null,
        };
    }

    /// <summary>A column, a function's call, or an expression in parentheses, with collation, operator class and order.</summary>
    private IndexKey Key()
    {
        var start = Here;
        var key = new IndexKey();
        if (Is("("))
            key = key with { Expression = EnclosedExpression() };
        else if (IsName() && !Is("(", 1) && !Is(".", 1))
            key = key with { Column = Name() };
        else
            key = key with { Expression = Operand() ? From(start) : Fail(default(SqlSpan)) };
        key = key with { Collation = Accept("COLLATE") ? Qualified() : null };
        if (IsName() && !(Is("NULLS") && (Is("FIRST", 1) || Is("LAST", 1))))
            key = key with { OperatorClass = Qualified(), OperatorClassOptions = OptionsIfAny() };
        key = key with { Descending = OneOf("ASC", "DESC") == "DESC" };
        if (Accept("NULLS"))
            key = key with { NullsFirst = Demand("FIRST", "LAST") == "FIRST" };
        return key with { Span = From(start) };
    }

    private Reindex Reindex()
    {
        Skip(1);
        var options = Is("(") ? WordOptions() : [];
        var target = Demand("INDEX", "TABLE", "SCHEMA", "DATABASE", "SYSTEM");
        var concurrently = Accept("CONCURRENTLY");
        var name = target switch
        {
            "INDEX" or "TABLE" => Qualified(),
            "SCHEMA" => AsSqlName(Name()),
            _ => NameIfAny() is { } database ? AsSqlName(database) : null,
        };
        concurrently = concurrently || options.LastOrDefault(o => o.Name == "concurrently") is { IsOn: true };
        return new Reindex(Failed ? default : Enum.Parse<ReindexTarget>(target, ignoreCase: true), name, concurrently, options);
    }

    private CreateStatistics CreateStatistics()
    {
        Skip(1);
        var ifNotExists = IfNotExists();
        var name = QualifiedIfAny();
        var kinds = EnclosedIfAny(Name);
        Expect("ON");
        var keys = List(Key);
        Expect("FROM");
        return new CreateStatistics(name, ifNotExists, kinds, keys, Qualified());
    }

    private AlterStatistics AlterStatistics(bool ifExists, SqlName name)
    {
        Expect("SET", "STATISTICS");
        return new AlterStatistics(name, ifExists, Accept("DEFAULT") ? null : Integer());
    }
}
