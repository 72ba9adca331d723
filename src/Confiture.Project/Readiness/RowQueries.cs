using Confiture.Migrations;
using Confiture.Sql;
using Confiture.Sql.Syntax;

namespace Confiture.Project;

/// <summary>Where a demand comes from.</summary>
internal sealed record DemandPlace(Migration Migration, string Place, QualifiedName Table)
{
    internal string Name => RowDemand.Write(Table);

    internal string TextOf(SqlSpan span) => span.In(Migration.Up.Script.Text);

    internal RowDemand Demand(Func<string, string> condition, Func<string, string> complaint, QualifiedName? referred = null) => new(
        Migration, Place, Table, referred, (table, other) => $"select from {table} where {condition(other)}", complaint);
}

/// <summary>The queries of rows that break what a statement adds.</summary>
internal static class RowQueries
{
    private const string Row = "\"~row\"", Other = "\"~other\"";

    /// <summary>A new column that is NOT NULL and has no value for the rows that are there.</summary>
    public static RowDemand? OfNew(ColumnDefinition column, DemandPlace at)
    {
        var isFilled = column.Constraints.Any(c => c is DefaultConstraint or IdentityConstraint or GeneratedConstraint);
        if (isFilled || column.Type is null || !column.Constraints.Any(c => c is NotNullConstraint or PrimaryKeyConstraint)) return null;
        var type = SqlLiteral.Quote(column.Type.ToString());
        // A serial type fills itself and is none that the server knows by name; a domain may have a default.
        return at.Demand(
            _ => $"(select typtype from pg_catalog.pg_type where oid = pg_catalog.to_regtype({type})) <> 'd'",
            rows => $"{at.Name}.{Write(column.Name)} is NOT NULL without a default: no value for {rows}");
    }

    /// <summary>A column that becomes NOT NULL.</summary>
    public static RowDemand OfNotNull(Identifier column, DemandPlace at) => at.Demand(
        _ => $"{column} is null", rows => $"{at.Name}.{Write(column)} becomes NOT NULL: NULL in {rows}");

    /// <summary>A unique index.</summary>
    public static RowDemand? Of(CreateIndex index, DemandPlace at) => OfKey(
        [.. index.Keys.Select(key => key.Column?.ToString() ?? $"({at.TextOf(key.Expression!.Value)})")], index.NullsNotDistinct,
        index.Where is { } where ? at.TextOf(where) : null, at);

    /// <summary>A constraint that is added to the table.</summary>
    /// <param name="referred">The table that a foreign key refers to.</param>
    public static RowDemand? Of(ConstraintNode constraint, DemandPlace at, QualifiedName? referred) => constraint switch
    {
        NotNullConstraint { Column: { } column } => OfNotNull(column, at),
        CheckConstraint check => at.Demand(
            _ => $"not (\n{at.TextOf(check.Expression)}\n)",
            rows => $"check ({at.TextOf(check.Expression).ReplaceLineEndings(" ")}) of {at.Name}: broken by {rows}"),
        UniqueConstraint { WithoutOverlaps: false, Columns.Count: > 0 } key => OfKey(Quoted(key), key.NullsNotDistinct, null, at),
        PrimaryKeyConstraint { WithoutOverlaps: false, Columns.Count: > 0 } key => OfKey(Quoted(key), nullsAreAlike: true, null, at),
        ForeignKeyConstraint { HasPeriod: false, Match: null or "simple", ReferencedColumns.Count: > 0 } key when referred is not null =>
            OfForeign(key, at, referred),
        _ => null,
    };

    private static RowDemand OfKey(IReadOnlyList<string> keys, bool nullsAreAlike, string? where, DemandPlace at)
    {
        var list = string.Join(", ", keys);
        List<string> conditions =
            [.. where is null ? (string[])[] : [$"({where})"], .. nullsAreAlike ? [] : keys.Select(k => $"{k} is not null"), "true"];
        return new(
            at.Migration, at.Place, at.Table, null,
            // Each row but the first of those that are alike.
            (table, _) => $"select from (select pg_catalog.row_number() over (partition by {list}) as number from {table} where "
                + $"{string.Join(" and ", conditions)}) alike where number > 1",
            rows => $"({list.Replace("\"", string.Empty, StringComparison.Ordinal)}) of {at.Name} becomes unique: repeated in {rows}")
        {
            IsOfTableOnly = true,
        };
    }

    private static RowDemand OfForeign(ForeignKeyConstraint key, DemandPlace at, QualifiedName referred)
    {
        var given = string.Join(" and ", key.Columns.Select(c => $"{Row}.{c} is not null"));
        var same = string.Join(" and ", key.Columns.Zip(key.ReferencedColumns, (own, other) => $"{Other}.{other} = {Row}.{own}"));
        return new(
            at.Migration, at.Place, at.Table, referred,
            (table, other) => $"select from {table} {Row} where {given} and not exists (select from {other} {Other} where {same})",
            rows => $"({string.Join(", ", key.Columns.Select(Write))}) of {at.Name} refers to {RowDemand.Write(referred)}: no match for {rows}")
        {
            IsOfTableOnly = true,
        };
    }

    private static IReadOnlyList<string> Quoted(KeyConstraint key) => [.. key.Columns.Select(c => c.ToString())];

    private static string Write(Identifier name) => SqlIdentifier.Write(name.Text);
}
