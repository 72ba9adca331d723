namespace Confiture.Sql.Syntax;

/// <summary>ALTER TABLE ... ALTER COLUMN.</summary>
internal sealed partial class SyntaxParser
{
    private TableAction AlterColumn(Identifier column)
    {
        if (Is("TYPE") || Is("SET", "DATA"))
            return AlterColumnType(column);
        if (IsIdentityChange())
            return SetIdentity(column);
        return Peek().Keyword?.Word switch
        {
            "SET" => SetOfColumn(column),
            "DROP" => DropOfColumn(column),
            "ADD" => AddIdentity(column),
            "OPTIONS" => new TableAction.AlterColumnOptions(column, ForeignOptions()),
            "RESET" when Skip(1) => new TableAction.ResetColumnOptions(column, Options()),
            _ => Fail(NoAction),
        };
    }

    private TableAction AlterColumnType(Identifier column)
    {
        Accept("SET", "DATA");
        Expect("TYPE");
        var type = Type();
        var collation = Accept("COLLATE") ? Qualified() : null;
        return new TableAction.AlterColumnType(column, type, collation, Accept("USING") ? Expression() : null);
    }

    private TableAction SetOfColumn(Identifier column)
    {
        Skip(1);
        if (Is("("))
            return new TableAction.SetColumnOptions(column, Options());
        if (Accept("DEFAULT"))
            return new TableAction.SetDefault(column, Expression());
        if (Accept("NOT", "NULL"))
            return new TableAction.SetNotNull(column);
        if (Accept("EXPRESSION", "AS"))
            return new TableAction.SetExpression(column, EnclosedExpression());
        if (Accept("STATISTICS"))
            return new TableAction.SetStatistics(column, null, StatisticsTarget());
        if (Accept("STORAGE"))
            return new TableAction.SetStorage(column, ModeOrDefault());
        return Accept("COMPRESSION") ? new TableAction.SetCompression(column, ModeOrDefault()) : Fail(NoAction);
    }

    private TableAction DropOfColumn(Identifier column)
    {
        Skip(1);
        if (Accept("DEFAULT"))
            return new TableAction.DropDefault(column);
        if (Accept("NOT", "NULL"))
            return new TableAction.DropNotNull(column);
        if (Accept("EXPRESSION"))
            return new TableAction.DropExpression(column, IfExists());
        return Accept("IDENTITY") ? new TableAction.DropIdentity(column, IfExists()) : Fail(NoAction);
    }

    private TableAction.AddIdentity AddIdentity(Identifier column)
    {
        Skip(1);
        Expect("GENERATED");
        var always = Accept("ALWAYS");
        if (!always)
            Expect("BY", "DEFAULT");
        Expect("AS", "IDENTITY");
        return new TableAction.AddIdentity(column, always, EnclosedSequenceOptions());
    }

    private bool IsIdentityChange() => Is("RESTART") || Is("SET", "GENERATED") || (Is("SET") && IsSequenceOption(1));

    private TableAction.SetIdentity SetIdentity(Identifier column)
    {
        bool? always = null;
        var options = new List<SequenceOption>();
        while (IsIdentityChange())
        {
            if (Accept("SET", "GENERATED"))
            {
                always = Accept("ALWAYS");
                if (always is false)
                    Expect("BY", "DEFAULT");
                continue;
            }

            Accept("SET");
            if (SequenceOption() is { } option)
                options.Add(option);
        }

        return new TableAction.SetIdentity(column, always, options);
    }
}
