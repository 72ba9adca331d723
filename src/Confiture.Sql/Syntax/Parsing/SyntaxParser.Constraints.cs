namespace Confiture.Sql.Syntax;

/// <summary>Constraints of columns and tables.</summary>
internal sealed partial class SyntaxParser
{
    private static readonly ConstraintNode NoConstraint = new NullConstraint();

    /// <summary>Whether a table constraint comes next, and not a column.</summary>
    private bool IsConstraint() => Peek().Keyword?.Word switch
    {
        "CONSTRAINT" or "UNIQUE" or "PRIMARY" or "CHECK" or "FOREIGN" or "NOT" => true,
        "EXCLUDE" => Is("USING", 1) || Is("(", 1),
        _ => false,
    };

    /// <summary>The parts after a column's type.</summary>
    private ColumnDefinition ColumnTail(ColumnDefinition column, int start)
    {
        var constraints = new List<ConstraintNode>();
        SqlName? collation = null;
        while (!AtEnd && !IsAny(",", ")"))
        {
            if (Accept("COLLATE"))
                collation = Qualified();
            else if (constraints.Count > 0 && Attribute(constraints[^1], ofColumn: true) is { } changed)
                constraints[^1] = changed;
            else if (ColumnConstraint() is { } constraint)
                constraints.Add(constraint);
            else
                break;
        }

        return column with { Collation = collation, Constraints = constraints, Span = From(start) };
    }

    private ConstraintNode? ColumnConstraint()
    {
        var start = Here;
        var name = Accept("CONSTRAINT") ? Name() : null;
        var constraint = UnnamedColumnConstraint();
        if (constraint is null && name is not null)
            return Fail(NoConstraint);
        return constraint is null ? null : constraint with { Name = name, Span = From(start) };
    }

    private ConstraintNode? UnnamedColumnConstraint()
    {
        switch (Peek().Keyword?.Word)
        {
            case "NOT" when Is("NULL", 1):
                Skip(2);
                return new NotNullConstraint((Identifier?)null) { NoInherit = Accept("NO", "INHERIT") };
            case "NULL":
                Skip(1);
                return new NullConstraint();
            case "DEFAULT":
                Skip(1);
                return new DefaultConstraint(RestrictedExpression());
            case "CHECK":
                Skip(1);
                return new CheckConstraint(EnclosedExpression()) { NoInherit = Accept("NO", "INHERIT") };
            case "UNIQUE":
                Skip(1);
                return IndexOptions(new UniqueConstraint { NullsNotDistinct = NullsNotDistinct() });
            case "PRIMARY":
                Expect("PRIMARY", "KEY");
                return IndexOptions(new PrimaryKeyConstraint());
            case "REFERENCES":
                return References([], hasPeriod: false);
            case "GENERATED":
                return Generated();
            default:
                return null;
        }
    }

    private ConstraintNode Generated()
    {
        Skip(1);
        var always = Accept("ALWAYS");
        if (!always)
            Expect("BY", "DEFAULT");
        Expect("AS");
        if (Accept("IDENTITY"))
            return new IdentityConstraint(always, EnclosedSequenceOptions());
        var expression = EnclosedExpression();
        bool? stored = Accept("STORED") ? true : Accept("VIRTUAL") ? false : null;
        return new GeneratedConstraint(expression, stored);
    }

    private bool NullsNotDistinct()
    {
        if (Accept("NULLS", "NOT", "DISTINCT"))
            return true;
        Accept("NULLS", "DISTINCT");
        return false;
    }

    /// <summary>A constraint of the table with all that may follow it.</summary>
    private ConstraintNode Constraint()
    {
        var start = Here;
        var name = Accept("CONSTRAINT") ? Name() : null;
        var constraint = UnnamedConstraint() with { Name = name };
        while (Attribute(constraint, ofColumn: false) is { } changed)
            constraint = changed;
        return constraint with { Span = From(start) };
    }

    private ConstraintNode UnnamedConstraint()
    {
        switch (Peek().Keyword?.Word)
        {
            case "CHECK":
                Skip(1);
                return new CheckConstraint(EnclosedExpression());
            case "NOT":
                Expect("NOT", "NULL");
                return new NotNullConstraint(Name());
            case "UNIQUE":
                Skip(1);
                return Key(new UniqueConstraint { NullsNotDistinct = NullsNotDistinct() });
            case "PRIMARY":
                Expect("PRIMARY", "KEY");
                return Key(new PrimaryKeyConstraint());
            case "FOREIGN":
                Expect("FOREIGN", "KEY");
                var (columns, hasPeriod) = PeriodColumns();
                return References(columns, hasPeriod);
            case "EXCLUDE":
                return Exclude();
            default:
                return Fail(NoConstraint);
        }
    }

    private KeyConstraint Key(KeyConstraint key)
    {
        if (Accept("USING", "INDEX"))
            return key with { UsingIndex = Name() };
        Expect("(");
        var columns = List(Name);
        var overlaps = Accept("WITHOUT", "OVERLAPS");
        Expect(")");
        return IndexOptions(key with { Columns = columns, WithoutOverlaps = overlaps, Include = Accept("INCLUDE") ? Enclosed(Name) : [] });
    }

    private KeyConstraint IndexOptions(KeyConstraint key)
    {
        key = key with { Options = WithOptions() };
        return key with { IndexTablespace = Accept("USING", "INDEX", "TABLESPACE") ? Name() : null };
    }

    private ExcludeConstraint Exclude()
    {
        Skip(1);
        var method = Accept("USING") ? Name() : null;
        var elements = Enclosed(ExcludeElement);
        var include = Accept("INCLUDE") ? Enclosed(Name) : [];
        var exclude = (ExcludeConstraint)IndexOptions(new ExcludeConstraint { Method = method, Elements = elements, Include = include });
        return exclude with { Where = Accept("WHERE") ? EnclosedExpression() : null };
    }

    private ExcludeElement ExcludeElement()
    {
        var key = Key();
        Expect("WITH");
        if (!Accept("OPERATOR"))
            return new ExcludeElement(key, OperatorName().Name);
        Expect("(");
        var name = OperatorName();
        Expect(")");
        return new ExcludeElement(key, name.Name);
    }

    private (List<Identifier> Columns, bool HasPeriod) PeriodColumns()
    {
        var hasPeriod = false;
        var columns = Enclosed(() =>
        {
            if (hasPeriod)
                Fail();
            hasPeriod = Is("PERIOD") && IsName(1) && Skip(1);
            return Name();
        });
        return (columns, hasPeriod);
    }

    private ForeignKeyConstraint References(IReadOnlyList<Identifier> columns, bool hasPeriod)
    {
        Expect("REFERENCES");
        var table = Qualified();
        var referenced = Is("(") ? PeriodColumns().Columns : [];
        var key = new ForeignKeyConstraint(table)
        {
            Columns = columns,
            HasPeriod = hasPeriod,
            ReferencedColumns = referenced,
            Match = Accept("MATCH") ? Demand("FULL", "PARTIAL", "SIMPLE").ToLowerInvariant() : null,
        };
        while (Is("ON", "DELETE") || Is("ON", "UPDATE"))
        {
            Skip(1);
            var isDelete = Accept("DELETE");
            if (!isDelete)
                Skip(1);
            var (action, of) = Action();
            key = isDelete ? key with { OnDelete = action, OnDeleteColumns = of } : key with { OnUpdate = action };
        }

        return key;
    }

    private (ReferentialAction Action, IReadOnlyList<Identifier> Columns) Action()
    {
        if (Accept("NO", "ACTION"))
            return (ReferentialAction.NoAction, []);
        if (Accept("RESTRICT"))
            return (ReferentialAction.Restrict, []);
        if (Accept("CASCADE"))
            return (ReferentialAction.Cascade, []);
        Expect("SET");
        var action = Demand("NULL", "DEFAULT") == "NULL" ? ReferentialAction.SetNull : ReferentialAction.SetDefault;
        return (action, EnclosedIfAny(Name));
    }

    /// <summary>The constraint with one more attribute, or null when none stands next.</summary>
    private ConstraintNode? Attribute(ConstraintNode constraint, bool ofColumn)
    {
        var changed = Accept("DEFERRABLE") ? constraint with { Deferrable = true }
            : Accept("NOT", "DEFERRABLE") ? constraint with { Deferrable = false }
            : Accept("INITIALLY", "DEFERRED") ? constraint with { InitiallyDeferred = true }
            : Accept("INITIALLY", "IMMEDIATE") ? constraint with { InitiallyDeferred = false }
            : Accept("ENFORCED") ? constraint with { Enforced = true }
            : Accept("NOT", "ENFORCED") ? constraint with { Enforced = false }
            : !ofColumn && Accept("NOT", "VALID") ? constraint with { NotValid = true }
            : !ofColumn && Accept("NO", "INHERIT") ? constraint with { NoInherit = true }
            : null;
        return changed is null ? null : changed with { Span = From(constraint.Span.Start) };
    }
}
