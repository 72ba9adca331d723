namespace Confiture.Project;

/// <summary>A table that gets rows: which columns, from which sources, under which checks.</summary>
internal sealed class PlannedTable
{
    private readonly SeedCatalog catalog;
    private readonly Dictionary<int, int> places;
    private readonly HashSet<int> keys;

    /// <summary>Looks at everything that the catalogs say of a table.</summary>
    /// <param name="needed">Numbers of columns whose values others refer to: the file has to say them.</param>
    internal PlannedTable(SeedCatalog catalog, SeedTableFacts facts, long rows, long existing, IReadOnlyList<PlannedReference> references,
        IEnumerable<int> needed, int seed)
    {
        (this.catalog, Facts, Rows, Existing, References) = (catalog, facts, rows, existing, references);
        keys = [.. needed];
        Words = new(seed);
        var choice = new SourceChoice(catalog);
        Uniques = [.. catalog.Uniques[facts.Oid].Select(u => new UniqueRows(u))];
        var referring = references.SelectMany(r => r.Facts.Columns).ToHashSet();
        Columns = [.. catalog.Columns[facts.Oid].Where(c => !c.IsGenerated && (c.Counter is null || keys.Contains(c.Number) || referring.Contains(c.Number)))
            .Select(c => PlannedColumn.Of(c, choice, UseOf(c), referring.Contains(c.Number))).Where(c => IsInserted(c, facts, referring))];
        places = Columns.Index().ToDictionary(c => c.Item.Facts.Number, c => c.Index);
        Checks = new(this, [.. catalog.Checks[facts.Oid], .. Columns.SelectMany(c => c.OwnChecks)], [.. catalog.Partitions[facts.Oid]]);
    }

    internal SeedTableFacts Facts { get; }

    /// <summary>How many rows it gets.</summary>
    internal long Rows { get; set; }

    /// <summary>How many it has.</summary>
    internal long Existing { get; }

    internal IReadOnlyList<PlannedReference> References { get; }

    /// <summary>The columns that the file says, in the order of the table.</summary>
    internal IReadOnlyList<PlannedColumn> Columns { get; }

    internal IReadOnlyList<UniqueRows> Uniques { get; }

    internal TableChecks Checks { get; }

    internal Words Words { get; }

    /// <summary>Whether its values of a column are referred to.</summary>
    internal bool IsKey(int number) => keys.Contains(number);

    /// <summary>Where a column stands in a row; -1 when the file does not say it.</summary>
    /// <param name="number">Its number in the table.</param>
    internal int PlaceOf(int number) => places.GetValueOrDefault(number, -1);

    internal int PlaceOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Facts.Name == name) return i;
        return -1;
    }

    private ColumnUse UseOf(SeedColumn column) => new(column.Name, Facts.Name,
        Uniques.Any(u => u.Facts.Columns is [var only] && only == column.Number && u.Facts.Only is null), catalog.Slots[Facts.Oid].Contains(column.Number));

    // What nobody can make is left to its default.
    private static bool IsInserted(PlannedColumn column, SeedTableFacts table, HashSet<int> referring)
    {
        if (column.Source is not null || referring.Contains(column.Facts.Number)) return true;
        return column.Facts.HasDefault || !column.IsNotNull ? false : throw SeedRefusals.NoSource(table, column.Facts);
    }
}

/// <summary>A column that the file says.</summary>
/// <param name="Source">What makes its values; null where only foreign keys do.</param>
/// <param name="IsBare">True when its values are written without quotes.</param>
/// <param name="OwnChecks">What its domains ask.</param>
internal sealed record PlannedColumn(SeedColumn Facts, ValueSource? Source, bool IsNotNull, bool IsReference, bool IsBare, IReadOnlyList<SeedCheck> OwnChecks)
{
    internal static PlannedColumn Of(SeedColumn column, SourceChoice choice, ColumnUse use, bool isReference)
    {
        var (type, modifier, isNotNull, checks) = choice.Under(column.Type, column.Modifier);
        var source = choice.Of(type, modifier, use);
        return new(column, source, column.IsNotNull || isNotNull, isReference, source is NumberSource || column.TypeName == "boolean",
            [.. checks.Select(check => check with { Ways = OfValue(check.Ways, column.Name) })]);
    }

    private static Alternatives OfValue(Alternatives ways, string column) =>
        ways with { Lists = [.. ways.Lists.Select(list => (IReadOnlyList<Atom>)[.. list.Select(atom => atom.Of(column))])] };
}
