namespace Confiture.Project;

/// <summary>What a column is used for, as far as its values depend on it.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Table">The name of its table.</param>
/// <param name="IsUnique">True when no other row may have the value, whatever the rest of the row is.</param>
/// <param name="HasSlots">True when no two rows may overlap in it.</param>
internal sealed record ColumnUse(string Column, string Table, bool IsUnique, bool HasSlots);

/// <summary>Chooses what makes the values of a type.</summary>
internal sealed class SourceChoice(SeedCatalog catalog)
{
    private const int HeaderOfLength = 4;
    private const int LongestName = 63;

    /// <summary>The type under domains, with what the domains check.</summary>
    internal (uint Type, int Modifier, bool IsNotNull, IReadOnlyList<SeedCheck> Checks) Under(uint type, int modifier)
    {
        List<SeedCheck> checks = [];
        var isNotNull = false;
        while (catalog.Types[type] is { Kind: 'd' } domain)
        {
            checks.AddRange(catalog.Checks[type]);
            isNotNull |= domain.IsNotNull;
            (type, modifier) = (domain.Base, domain.BaseModifier);
        }

        return (type, modifier, isNotNull, checks);
    }

    /// <summary>The source of a type; null for one that only an extension understands.</summary>
    internal ValueSource? Of(uint oid, int modifier, ColumnUse use)
    {
        var type = catalog.Types[oid];
        if (type.Element != 0) return Of(type.Element, modifier, use with { IsUnique = false }) is { } member ? new ArraySource(member) : null;
        return type.Kind switch
        {
            'd' => Of(type.Base, type.BaseModifier, use) is { } inner ? new DomainSource(inner, [.. catalog.Checks[oid].Select(c => c.Ways)]) : null,
            'e' => type.Labels.Count > 0 ? new ValueSource.Labels(type.Labels) : null,
            'c' => new CompositeSource([.. catalog.Columns[type.Relation].Select(f => Of(f.Type, f.Modifier, new(f.Name, type.Name, false, false)))]),
            'r' => Of(type.Subtype, -1, use with { IsUnique = false }) is { } bound ? new RangeSource(bound, use.HasSlots) : null,
            'm' => Of(type.Subtype, -1, use) is { } range ? new ValueSource.Plain(ask => $"{{{range.Next(ask.Free).Text}}}") : null,
            _ => Scalar(type.Name, modifier, use),
        };
    }

    private static ValueSource? Scalar(string type, int modifier, ColumnUse use) => type switch
    {
        "int2" => Whole(short.MinValue, short.MaxValue, use),
        "int4" => Whole(int.MinValue, int.MaxValue, use),
        "int8" => Whole(long.MinValue, long.MaxValue, use),
        "oid" => Whole(0, uint.MaxValue, use),
        "numeric" => Numeric(modifier, use),
        "float4" or "float8" or "money" => new NumberSource(-1_000_000, 1_000_000, 2, Meaning.NumberOf(use.Column), use.IsUnique),
        "date" => Time(TimeSource.Form.Date, use),
        "timestamp" => Time(TimeSource.Form.Moment, use),
        "timestamptz" => Time(TimeSource.Form.MomentWithZone, use),
        "time" => Time(TimeSource.Form.TimeOfDay, use),
        "timetz" => Time(TimeSource.Form.TimeOfDayWithZone, use),
        "interval" => Time(TimeSource.Form.Span, use),
        "text" or "citext" => Text(null, use),
        "varchar" or "bpchar" => Text(modifier >= HeaderOfLength ? modifier - HeaderOfLength : type == "bpchar" ? 1 : null, use),
        "name" => Text(LongestName, use),
        "bool" => new ValueSource.Labels(["true", "false"]),
        _ => PlainSources.Find(type, modifier),
    };

    private static NumberSource Whole(decimal least, decimal most, ColumnUse use) => new(least, most, 0, Meaning.NumberOf(use.Column), use.IsUnique);

    private static NumberSource Numeric(int modifier, ColumnUse use)
    {
        if (modifier < HeaderOfLength) return new(-1_000_000_000, 1_000_000_000, 2, Meaning.NumberOf(use.Column), use.IsUnique);
        var (precision, scale) = ((modifier - HeaderOfLength) >> 16 & 0xffff, (((modifier - HeaderOfLength) & 0x7ff) ^ 0x400) - 0x400);
        // More digits than a decimal has are nobody's wish.
        var (digits, shown) = (Math.Min(precision, 18), Math.Min(scale, 12));
        var unit = 1m;
        for (var i = 0; i < Math.Abs(shown); i++) unit = shown > 0 ? unit / 10 : unit * 10;
        var most = 1m;
        for (var i = 0; i < digits; i++) most *= 10;
        most = (most - 1) * unit;
        return new(-most, most, shown, Meaning.NumberOf(use.Column), use.IsUnique);
    }

    private static TimeSource Time(TimeSource.Form form, ColumnUse use) => new(form, Meaning.TimeOf(use.Column), use.HasSlots, use.IsUnique);

    private static TextSource Text(int? longest, ColumnUse use) => new(Meaning.TextOf(use.Column, use.Table), longest);
}
