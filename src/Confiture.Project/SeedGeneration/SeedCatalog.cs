using Confiture.Postgres;

namespace Confiture.Project;

/// <summary>A type of the catalogs.</summary>
/// <param name="Kind">b base, c composite, d domain, e enum, p pseudo, r range, m multirange.</param>
/// <param name="Base">The type under a domain.</param>
/// <param name="BaseModifier">The modifier that the domain gives it.</param>
/// <param name="Element">The members of an array; 0 for others.</param>
/// <param name="Relation">Where the fields of a composite type are.</param>
/// <param name="Subtype">The bounds of a range, or the ranges of a multirange.</param>
internal sealed record SeedType(
    uint Oid, string Name, char Kind, uint Base, int BaseModifier, bool IsNotNull, uint Element, uint Relation, uint Subtype, IReadOnlyList<string> Labels);

/// <summary>A sequence that counts a column.</summary>
internal sealed record SeedCounter(string Sequence, long Start, long Increment);

/// <summary>A column of a table or a field of a composite type.</summary>
/// <param name="Number">Its number in the table, from 1.</param>
/// <param name="TypeName">The type as SQL.</param>
internal sealed record SeedColumn(
    uint Relation, int Number, string Name, uint Type, int Modifier, string TypeName, bool IsNotNull, bool IsAlwaysIdentity, bool IsGenerated, bool HasDefault,
    SeedCounter? Counter);

/// <summary>A foreign key.</summary>
/// <param name="IsFull">True when a row has all of its columns or none.</param>
internal sealed record SeedReference(string Name, uint Table, IReadOnlyList<int> Columns, uint Parent, IReadOnlyList<int> Keys, bool IsFull);

/// <summary>A check of a table, a domain or a partition.</summary>
/// <param name="Text">As the server prints it.</param>
internal sealed record SeedCheck(string Name, uint Owner, string Text, Alternatives Ways);

/// <summary>Columns whose values no two rows have.</summary>
/// <param name="Folds">True where letters of both cases are the same.</param>
/// <param name="HasNullsAlike">True where NULL is a value like others.</param>
/// <param name="Only">Of which rows it speaks; null for all.</param>
internal sealed record SeedUnique(string Name, uint Table, IReadOnlyList<int> Columns, bool IsPrimary, bool Folds, bool HasNullsAlike, Alternatives? Only);

/// <summary>A table.</summary>
internal sealed record SeedTableFacts(uint Oid, string Schema, string Name, char Kind)
{
    internal string Title => $"{Schema}.{Name}";

    internal string Sql => new Sql.QualifiedName(Schema, Name).ToString();
}

/// <summary>What seeds need of a database's catalogs.</summary>
internal sealed class SeedCatalog
{
    internal required IReadOnlyDictionary<uint, SeedType> Types { get; init; }

    internal required IReadOnlyList<SeedTableFacts> Tables { get; init; }

    internal required ILookup<uint, SeedColumn> Columns { get; init; }

    internal required ILookup<uint, SeedReference> References { get; init; }

    /// <summary>By the table or the domain.</summary>
    internal required ILookup<uint, SeedCheck> Checks { get; init; }

    /// <summary>What each partition that holds rows asks of them, by the partitioned table.</summary>
    internal required ILookup<uint, SeedCheck> Partitions { get; init; }

    internal required ILookup<uint, SeedUnique> Uniques { get; init; }

    /// <summary>Columns in constraints that exclude overlaps, by table.</summary>
    internal required ILookup<uint, int> Slots { get; init; }

    internal SeedType TypeOf(SeedColumn column) => Types[column.Type];

    /// <summary>Reads everything in one round trip.</summary>
    /// <param name="database">An open connection without a transaction.</param>
    internal static async Task<SeedCatalog> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using var results = await database.ReadAsync(SeedCatalogQueries.All(database.ServerVersion), cancellation);
        var types = await RowsAsync(r => new SeedType(r.Get<uint>(0), r.Text(1), r.Text(2)[0], r.Get<uint>(3), r.Get<int>(4), r.Get<bool>(5), r.Get<uint>(6),
            r.Get<uint>(7), r.Get<uint>(8), r.IsNull(9) ? [] : r.Get<string[]>(9)));
        var tables = await RowsAsync(r => new SeedTableFacts(r.Get<uint>(0), r.Text(1), r.Text(2), r.Text(3)[0]));
        var columns = await RowsAsync(ColumnOf);
        var references = await RowsAsync(r => new SeedReference(
            r.Text(0), r.Get<uint>(1), r.Get<int[]>(2), r.Get<uint>(3), r.Get<int[]>(4), r.Text(5) == "f"));
        var checks = await RowsAsync(CheckOf);
        var partitions = await RowsAsync(CheckOf);
        var uniques = (await RowsAsync(UniqueOf)).OfType<SeedUnique>();
        var slots = await RowsAsync(r => (Table: r.Get<uint>(0), Column: r.Get<int>(1)));
        return new()
        {
            Types = types.ToDictionary(t => t.Oid),
            Tables = tables,
            Columns = columns.ToLookup(c => c.Relation),
            References = references.ToLookup(r => r.Table),
            Checks = checks.ToLookup(c => c.Owner),
            Partitions = partitions.ToLookup(c => c.Owner),
            Uniques = uniques.ToLookup(u => u.Table),
            Slots = slots.ToLookup(s => s.Table, s => s.Column),
        };

        async Task<IReadOnlyList<T>> RowsAsync<T>(Func<ResultRow, T> read)
        {
            List<T> rows = [];
            await results.EachAsync(r => rows.Add(read(r)), cancellation);
            return rows;
        }
    }

    private static SeedColumn ColumnOf(ResultRow r) => new(
        r.Get<uint>(0), r.Get<int>(1), r.Text(2), r.Get<uint>(3), r.Get<int>(4), r.Text(5), r.Get<bool>(6), r.Text(7) == "a", r.Text(8).Length > 0,
        r.Get<bool>(9),
        r.IsNull(10) ? null : new(r.Text(10), r.Get<long>(11), r.Get<long>(12)));

    private static SeedCheck CheckOf(ResultRow r) => new(r.Text(0), r.Get<uint>(1), r.Text(2), Alternatives.Of(r.Text(2)));

    // An index on an expression that is not understood is the server's alone.
    private static SeedUnique? UniqueOf(ResultRow r)
    {
        var columns = r.Get<int[]>(2);
        var only = r.TextOrNull(5) is { } predicate ? Alternatives.Of(predicate) : null;
        if (only is { IsWhole: false }) return null;
        if (!columns.Contains(0)) return new(r.Text(0), r.Get<uint>(1), columns, r.Get<bool>(3), false, r.Get<bool>(4), only);
        var folded = r.TextOrNull(6) is { } text && columns.Count(c => c == 0) == 1
            && ExpressionParser.Parse(text) is Expression.Call { Name: "lower" or "upper", Arguments: [Expression.Column column] }
            && r.Get<string[]>(7).Index().FirstOrDefault(c => c.Item == column.Name) is { Item: not null } found ? r.Get<int[]>(8)[found.Index] : 0;
        return folded == 0 ? null : new(r.Text(0), r.Get<uint>(1), [.. columns.Select(c => c == 0 ? folded : c)], false, true, r.Get<bool>(4), only);
    }
}
