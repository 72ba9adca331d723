using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>The options of foreign data: a list of <c>name=value</c>.</summary>
internal static class ForeignOptions
{
    internal static readonly Attribute<IReadOnlyList<string>> All = new("foreign_options");

    internal static string Words(SchemaObject item) =>
        Of(item) is { Count: > 0 } options
            ? $" OPTIONS ({string.Join(", ", options.Select(o => $"{SqlIdentifier.Write(o.Key)} {SqlLiteral.Quote(o.Value)}"))})"
            : string.Empty;

    internal static string Changed(SchemaObject from, SchemaObject to)
    {
        var (old, wanted) = (Of(from), Of(to));
        var parts = old.Where(o => !wanted.Any(w => w.Key == o.Key)).Select(o => $"DROP {SqlIdentifier.Write(o.Key)}")
            .Concat(wanted.Where(w => !old.Any(o => o.Key == w.Key)).Select(w => $"ADD {SqlIdentifier.Write(w.Key)} {SqlLiteral.Quote(w.Value)}"))
            .Concat(wanted.Where(w => old.Any(o => o.Key == w.Key && o.Value != w.Value))
                .Select(w => $"SET {SqlIdentifier.Write(w.Key)} {SqlLiteral.Quote(w.Value)}"));
        return $"OPTIONS ({string.Join(", ", parts)})";
    }

    private static List<KeyValuePair<string, string>> Of(SchemaObject item) =>
        [.. item[ForeignOptions.All].Select(option => option.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))];
}
