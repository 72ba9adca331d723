using Confiture.Sql.Syntax;

namespace Confiture.Safety;

/// <summary>ADD COLUMN: the rows are written again when their values for the column differ from row to row.</summary>
internal static class AddColumnEffect
{
    internal static void Apply(TableAction.AddColumn action, Relation table, LockMode mode, Effect e)
    {
        var column = action.Column;
        var (rewrites, because) = Rewrites(column, e);
        if (rewrites)
        {
            e.Work(table, TableWork.Rewrite);
            e.Risk(RiskTier.Additive, $"every row of {table} is rewritten because {because}");
        }

        foreach (var constraint in column.Constraints) Constrain(constraint, column, table, mode, e);
        foreach (var member in table.Tree) member.Columns[column.Name.Text] = Made(column);
    }

    /// <summary>Whether rows are written again, and why.</summary>
    internal static (bool Rewrites, string Because) Rewrites(ColumnDefinition column, Effect e)
    {
        if (column.Find<IdentityConstraint>() is not null) return (true, "each row gets its own number");
        if (column.Find<GeneratedConstraint>() is { } generated) return (IsStored(generated, e.Version), "its value is computed and stored");
        if (column.Type is { } type && (type.Is("serial") || type.Is("bigserial") || type.Is("smallserial"))) return (true, "each row gets its own number");
        if (column.Type is { } domain && IsCheckedDomain(domain, column, e)) return (true, "the domain's checks are applied to every row");
        return column.Find<DefaultConstraint>() is { } value && IsVolatile(value.Expression, e) ? (true, "the default is volatile") : (false, string.Empty);
    }

    /// <summary>Without a word PostgreSQL 18 makes a virtual column, and older ones refuse the statement.</summary>
    internal static bool IsStored(GeneratedConstraint generated, int version) => generated.Stored ?? version < 18;

    internal static bool IsVolatile(SqlSpan expression, Effect e)
    {
        var facts = e.Facts(expression);
        if (facts.IsConstant) return false;
        if (!facts.IsUnderstood || facts.HasSubquery) return Assumed(true, "an unknown expression is assumed to be volatile", e);
        return facts.Functions.Any(f => FunctionCalls.IsVolatile(f, e));
    }

    private static bool IsCheckedDomain(TypeReference type, ColumnDefinition column, Effect e)
    {
        if (type.ArrayDimensions > 0 || TypeChange.IsBuiltIn(type)) return false;
        var name = type.Name with { Schema = type.Name.Schema ?? e.Relations.SearchPath[0] };
        if (e.Relations.Domains.TryGetValue(name, out var domain)) return domain.Checks;
        return !e.Relations.IsComplete && column.Find<DefaultConstraint>() is null && Assumed(false, $"{type} is assumed to be a type without checks", e);
    }

    private static void Constrain(ConstraintNode constraint, ColumnDefinition column, Relation table, LockMode mode, Effect e)
    {
        var hasDefault = HasValue(column, e.Script);
        switch (constraint)
        {
            case NotNullConstraint when !hasDefault && column.Find<IdentityConstraint>() is null:
                e.Work(table, TableWork.Scan);
                break;
            case CheckConstraint:
                e.Work(table, TableWork.Scan);
                break;
            case ForeignKeyConstraint key:
                // Rows that all hold NULL break no foreign key.
                ConstraintEffects.LockReferenced(key, table, hasDefault ? [table] : [], e);
                break;
            case PrimaryKeyConstraint or UniqueConstraint:
                AddConstraintEffect.BuildIndex((KeyConstraint)constraint, [column.Name.Text], table, only: false, e);
                break;
        }
    }

    /// <summary>Whether rows that are there get a value for the column other than NULL.</summary>
    internal static bool HasValue(ColumnDefinition column, Sql.SqlScript script) =>
        column.Find<GeneratedConstraint>() is not null
            || (column.Find<DefaultConstraint>() is { } value && !ExpressionFacts.Of(script, value.Expression).IsNull);

    private static RelationColumn Made(ColumnDefinition column) => new(column.Name.Text)
    {
        Type = column.Type,
        NotNull = column.Find<NotNullConstraint>() is not null || column.Find<PrimaryKeyConstraint>() is not null
            || column.Find<IdentityConstraint>() is not null,
        IsIdentity = column.Find<IdentityConstraint>() is not null,
        Stored = column.Find<GeneratedConstraint>() is { } generated ? generated.Stored ?? true : null,
        IsNew = true,
    };

    private static bool Assumed(bool worse, string what, Effect e)
    {
        e.Assume(what);
        return worse;
    }
}
