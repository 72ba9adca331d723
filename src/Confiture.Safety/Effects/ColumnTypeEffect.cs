using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>ALTER COLUMN TYPE: the rows stay when the new type reads the old bytes as they are.</summary>
internal static class ColumnTypeEffect
{
    internal static void Apply(TableAction.AlterColumnType action, Relation table, Effect e)
    {
        var name = action.Column.Text;
        var column = table.Columns.GetValueOrDefault(name);
        if (NeedsRewrite(action, column, table, e)) e.Work(table, TableWork.Rewrite);
        else if (RebuildsIndexes(action, column, table)) e.Work(table, TableWork.IndexBuild);
        if (table.Tree.Any(t => t.Constraints.Exists(c => c.Sort == ConstraintSort.Check && Mentions(c, name)))) e.Work(table, TableWork.Scan);
        if (column?.Type is { } old && TypeChange.Loses(old, action.Type))
        {
            e.Loses();
            e.Risk(RiskTier.Destructive, $"values of {table}.{action.Column} can lose digits or make the change fail");
        }

        // Foreign keys are recreated, and rechecked when the operators of the types differ.
        if (column?.Type is not { } before || !TypeChange.SharesOperators(before, action.Type)) Recheck(table, name, e);
        foreach (var member in table.Tree)
        {
            ConstraintEffects.LockOtherEnds(member, c => c.Columns.Contains(name), e);
            ColumnEffects.Column(member, name).Type = action.Type;
        }
    }

    private static void Recheck(Relation table, string column, Effect e)
    {
        foreach (var key in table.ForeignKeys.Where(k => k.Columns.Contains(column))) e.Work(key.References!, TableWork.Scan);
    }

    private static bool NeedsRewrite(TableAction.AlterColumnType action, RelationColumn? column, Relation table, Effect e)
    {
        if (action.Using is { } expression && !IsPlainCast(e.Text(expression), action)) return true;
        if (column?.Type is not { } old)
        {
            e.Assume($"the type of {table}.{action.Column} is not known, so its rows are assumed to be rewritten");
            return true;
        }

        return TypeChange.NeedsRewrite(old, action.Type, e);
    }

    // USING column::type says what the server would do without it.
    private static bool IsPlainCast(string expression, TableAction.AlterColumnType action)
    {
        var facts = ExpressionFacts.Of(expression);
        return facts is { IsUnderstood: true, HasSubquery: false, Functions.Count: 0, Columns: [var column] } && column.Name == action.Column.Text
            && (facts.Types.Count == 0
                ? expression.Trim().Trim('"') == action.Column.Text
                : facts.Types is [var type] && type.ToString() == action.Type.ToString())
            && expression.Split("::").Length <= 2 && !expression.Any(c => c is '+' or '-' or '*' or '/' or '|' or '&');
    }

    private static bool RebuildsIndexes(TableAction.AlterColumnType action, RelationColumn? column, Relation table) =>
        column is not null && (action.Collation is not null || !TypeChange.SharesOperators(column.Type!, action.Type))
            && table.Tree.Any(t => t.Indexes.Exists(i => i.Keys.Contains(column.Name)));

    private static bool Mentions(RelationConstraint check, string column) =>
        check.Condition is null || ExpressionFacts.Of(check.Condition) is { IsUnderstood: false }
            || ExpressionFacts.Of(check.Condition).Columns.Any(c => c.Name == check.NameInCondition(column));
}

/// <summary>The effect of a type change on the stored values.</summary>
internal static class TypeChange
{
    private const int MostDigitsOfSeconds = 6;

    private static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal)
    {
        "smallint", "integer", "bigint", "real", "double precision", "numeric", "boolean", "text", "character varying", "character", "bit", "bit varying",
        "bytea", "date", "interval", "uuid", "json", "jsonb", "xml", "inet", "cidr",
        "macaddr", "macaddr8", "money", "oid", "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "tsquery", "int4range", "int8range",
        "numrange", "tsrange", "tstzrange", "daterange", "name", "regclass", "pg_lsn",
        "time without time zone", "time with time zone", "timestamp without time zone", "timestamp with time zone", "serial", "bigserial", "smallserial",
    };

    /// <summary>Pairs whose bytes are the same, when the new type has no modifier.</summary>
    private static readonly HashSet<(string From, string To)> SameBytes =
    [
        ("text", "character varying"), ("character varying", "text"), ("xml", "text"), ("xml", "character varying"), ("cidr", "inet"),
        ("integer", "oid"), ("oid", "integer"),
        ("oid", "regclass"), ("regclass", "oid"), ("integer", "regclass"), ("regclass", "integer"), ("bit", "bit varying"), ("bit varying", "bit"),
    ];

    internal static bool IsBuiltIn(TypeReference type) => type.Name.Schema is null && BuiltIn.Contains(type.Name.Name);

    internal static bool NeedsRewrite(TypeReference from, TypeReference to, Effect e)
    {
        if (from.ToString() == to.ToString()) return false;
        // Arrays are converted member by member.
        if (from.ArrayDimensions > 0 || to.ArrayDimensions > 0) return true;
        var (old, wanted) = (Flat(from, e), Flat(to, e));
        if (old is null || wanted is null || Checks(to, e)) return true;
        if (old.Name == wanted.Name) return !IsWider(old, wanted);
        if (IsTimestamp(old) && IsTimestamp(wanted)) return !(e.Session.IsUtc && Digits(wanted) >= Digits(old));
        return wanted.Modifiers.Count > 0 || !SameBytes.Contains((old.Name.Name, wanted.Name.Name));
    }

    /// <summary>Whether a value of the old type can be too long or too precise for the new one.</summary>
    internal static bool Loses(TypeReference from, TypeReference to) => from.Name == to.Name
        ? !IsWider(from, to) && to.Modifiers.Count > 0 && from.Name.Name is not "character"
        : Width(from) is { } old && Width(to) is { } wanted && wanted < old;

    /// <summary>Whether an index on the old type serves the new one.</summary>
    internal static bool SharesOperators(TypeReference from, TypeReference to) =>
        from.Name == to.Name || !IsBuiltIn(from) || !IsBuiltIn(to) || (from.Name.Name is "text" or "character varying"
            && to.Name.Name is "text" or "character varying") || (from.Name.Name, to.Name.Name) is ("cidr", "inet");

    private static int? Width(TypeReference type) =>
        type.Name.Name switch { "smallint" => 2, "integer" => 4, "bigint" => 8, "real" => 9, "double precision" => 10, "numeric" => 11, _ => null };

    // Down to the type below all domains; null when that is not known.
    private static TypeReference? Flat(TypeReference type, Effect e)
    {
        for (var depth = 0; depth < 10; depth++)
        {
            if (IsBuiltIn(type)) return type;
            if (!e.Relations.Domains.TryGetValue(Full(type, e), out var domain)) return e.Relations.IsComplete ? type with { Name = Full(type, e) } : null;
            if (domain.Base is not { } below) return null;
            type = below;
        }

        return null;
    }

    private static bool Checks(TypeReference to, Effect e) => e.Relations.Domains.TryGetValue(Full(to, e), out var domain) && domain.Checks;

    private static Sql.QualifiedName Full(TypeReference type, Effect e) => type.Name with { Schema = type.Name.Schema ?? e.Relations.SearchPath[0] };

    private static bool IsTimestamp(TypeReference type) =>
        type.Name.Name is "timestamp without time zone" or "timestamp with time zone" && type.Name.Schema is null;

    private static bool IsWider(TypeReference from, TypeReference to)
    {
        if (from.Modifiers.SequenceEqual(to.Modifiers) && from.IntervalFields == to.IntervalFields) return true;
        return to.Name.Name switch
        {
            "character varying" or "bit varying" => to.Modifiers.Count == 0 || (from.Modifiers.Count == 1 && Number(from, 0) <= Number(to, 0)),
            "numeric" => to.Modifiers.Count == 0 || (from.Modifiers.Count > 0 && Number(from, 1) == Number(to, 1) && Number(from, 0) <= Number(to, 0)),
            "interval" => to.IntervalFields is null && Digits(to) >= Digits(from),
            "time without time zone" or "time with time zone" or "timestamp without time zone" or "timestamp with time zone" => Digits(to) >= Digits(from),
            _ => false,
        };
    }

    private static int Digits(TypeReference type) => type.Modifiers.Count == 0 ? MostDigitsOfSeconds : Number(type, 0);

    private static int Number(TypeReference type, int index) =>
        index < type.Modifiers.Count && int.TryParse(type.Modifiers[index], out var number) ? number : 0;
}
