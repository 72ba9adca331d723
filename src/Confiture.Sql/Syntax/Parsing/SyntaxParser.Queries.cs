namespace Confiture.Sql.Syntax;

/// <summary>Statements that read and change rows: their clauses, not their expressions.</summary>
internal sealed partial class SyntaxParser
{
    // Names of WITH that are visible here, the innermost last.
    private readonly VisibleNames common = new();

    private QueryNode Query()
    {
        var visible = common.Count;
        var start = Here;
        var with = Accept("WITH") ? CommonTables() : [];
        var query = Peek().Keyword?.Word switch
        {
            "INSERT" => Insert(),
            "UPDATE" => Update(),
            "DELETE" => Delete(),
            "MERGE" => Merge(),
            _ when IsQueryStart(Index) => RestOfQuery(new Select(), start),
            _ => Fail((QueryNode)new Select()),
        };
        common.BackTo(visible);
        if (with.Count == 0)
            return query;
        // In the order of the text: WITH comes first.
        return query with { With = with, Reads = [.. with.SelectMany(w => w.Statement is QueryNode q ? q.Reads : []), .. query.Reads] };
    }

    private bool IsQueryStart(int index)
    {
        while (index < Limit && TokenAt(index).Kind == SqlTokenKind.Open)
            index++;
        return index < Limit && !Failed && TokenAt(index).Keyword?.Word is "SELECT" or "VALUES" or "TABLE" or "WITH";
    }

    private List<CommonTable> CommonTables()
    {
        var recursive = Accept("RECURSIVE");
        return List(() =>
        {
            var name = Name();
            EnclosedIfAny(Name);
            // Without RECURSIVE the name means a table inside its own query.
            if (recursive)
                common.Add(name.Text);
            Expect("AS");
            Accept("NOT");
            Accept("MATERIALIZED");
            var table = new CommonTable(name, EnclosedStatement());
            common.Add(name.Text);
            SearchAndCycle();
            return table;
        });
    }

    private StatementNode EnclosedStatement()
    {
        if (!Is("("))
            return Unknown();
        var close = Closing();
        Skip(1);
        var statement = StatementUpTo(close);
        if (statement is not QueryNode)
            Fail();
        Expect(")");
        return statement;
    }

    private void SearchAndCycle()
    {
        if (Accept("SEARCH"))
        {
            Demand("DEPTH", "BREADTH");
            Expect("FIRST", "BY");
            List(Name);
            Expect("SET");
            Name();
        }

        if (!Accept("CYCLE"))
            return;
        List(Name);
        Expect("SET");
        Name();
        if (Accept("TO"))
        {
            Expression();
            Expect("DEFAULT");
            Expression();
        }

        Expect("USING");
        Name();
    }

    /// <summary>Takes everything up to the end as a query and notes what it reads.</summary>
    private QueryNode RestOfQuery(Select query, int start)
    {
        var scan = Scan(ScanMode.Query);
        return query with { Reads = scan.Reads, Into = scan.Into, IntoTemporary = scan.IntoTemporary, HasWhere = scan.HasWhere, LocksRows =
            scan.LocksRows, Span = From(start) };
    }

    /// <summary>Walks over all that is left.</summary>
    private RelationScan Scan(ScanMode mode)
    {
        var scan = new RelationScan(Text, Tokens, common);
        if (Failed || !scan.Run(Index, Limit, mode))
            Fail();
        else
            Index = Limit;
        return scan;
    }

    private Insert Insert()
    {
        Expect("INSERT", "INTO");
        var target = Qualified();
        if (Accept("AS"))
            Name();
        IReadOnlyList<Identifier> columns = Is("(") && !IsQueryStart(Index) ? Enclosed(TargetColumn) : [];
        if (Accept("OVERRIDING"))
        {
            Demand("SYSTEM", "USER");
            Expect("VALUE");
        }

        if (!Is("DEFAULT", "VALUES") && !IsQueryStart(Index))
            Fail();
        var from = Index;
        var scan = Scan(ScanMode.Query);
        IReadOnlyList<Identifier>[] assigned = columns.Count > 0 ? [columns] : [];
        return new Insert(target, scan.HasReturning)
        {
            Columns = columns, OnConflict = scan.OnConflict, Reads = scan.Reads,
            Assigned = scan.OnConflict == "update" ? [.. assigned, .. Assignments(from)] : assigned,
        };
    }

    /// <summary>A column with fields and subscripts behind it.</summary>
    private Identifier TargetColumn()
    {
        var name = Name();
        while (IsAny(".", "["))
        {
            if (Accept("."))
                Label();
            else
                SkipEnclosed();
        }

        return name;
    }

    private List<IReadOnlyList<Identifier>> Assignments(int from) => Failed ? [] : new AssignmentScan(Text, Tokens).In(from, Limit);

    /// <summary>The column of FOR PORTION OF; the bounds are expressions.</summary>
    private Identifier? Portion()
    {
        if (!Is("FOR") || !Is("PORTION", 1))
            return null;
        Skip(2);
        Expect("OF");
        var column = Name();
        if (Is("("))
        {
            EnclosedExpression();
            return column;
        }

        Expect("FROM");
        Expression();
        Expect("TO");
        Expression();
        return column;
    }

    private RelationReference TargetWithAlias(string next) => TargetWithAlias(next, hasPortion: false).Target;

    private (RelationReference Target, Identifier? Portion, Identifier? Alias) TargetWithAlias(string next, bool hasPortion)
    {
        var target = Relation();
        var portion = hasPortion ? Portion() : null;
        return (target, portion, Accept("AS") ? Name() : Is(next) ? null : NameIfAny());
    }

    // The condition of the statement that a scan has walked over.
    private SqlSpan? Condition(RelationScan scan)
    {
        if (Failed || scan.WhereAt is not { } where || where + 1 >= Limit) return null;
        var (first, last) = (TokenAt(where + 1), TokenAt((scan.ReturningAt ?? Limit) - 1));
        return new(first.Start, Math.Max(0, last.End - first.Start));
    }

    private Update Update()
    {
        Skip(1);
        var (target, portion, alias) = TargetWithAlias("SET", hasPortion: true);
        var from = Index;
        Expect("SET");
        if (AtEnd)
            Fail();
        var scan = Scan(ScanMode.Query);
        return new Update(target.Name, target.Only, scan.HasWhere, scan.HasReturning)
        {
            Reads = scan.Reads, Portion = portion, Assigned = Assignments(from), Alias = alias, Where = Condition(scan),
        };
    }

    private Delete Delete()
    {
        Expect("DELETE", "FROM");
        var (target, portion, alias) = TargetWithAlias("USING", hasPortion: true);
        if (!AtEnd && !IsAny("USING", "WHERE") && !Is("RETURNING"))
            Fail();
        var scan = Scan(Accept("USING") ? ScanMode.Item : ScanMode.Query);
        return new Delete(target.Name, target.Only, scan.HasWhere, scan.HasReturning)
        {
            Reads = scan.Reads, Portion = portion, Alias = alias, Where = Condition(scan),
        };
    }

    private Merge Merge()
    {
        Expect("MERGE", "INTO");
        var target = TargetWithAlias("USING");
        Expect("USING");
        var from = Index;
        var scan = Scan(ScanMode.Item);
        if (!scan.HasWhen)
            Fail();
        return new Merge(target.Name, target.Only, scan.HasReturning) { Reads = scan.Reads, Assigned = Assignments(from) };
    }
}
