using System.Collections.Frozen;
using System.Globalization;

namespace Confiture.Safety;

/// <summary>The volatility of functions, the most stable first.</summary>
internal enum Volatility
{
    Immutable,
    Stable,
    Volatile,
}

/// <summary>
/// The functions of PostgreSQL and of the extensions that come with it, as the servers' own catalogs have them. The data is written by
/// <c>eng/volatility.sh</c>; of several functions of one name the most volatile one counts,
/// but for those of <c>time with time zone</c>.
/// </summary>
internal static class CatalogFunctions
{
    private const string Resource = "volatility.txt";

    /// <summary>Calls that the grammar knows, and words before a parenthesis that call nothing.</summary>
    private static readonly FrozenSet<string> Grammar = FrozenSet.ToFrozenSet(
    [
        "coalesce", "nullif", "greatest", "least", "grouping", "rollup", "cube", "sets", "columns", "varying", "row", "values", "exists", "cast", "treat",
        "normalize", "position", "overlay", "substring",
        "trim", "extract", "interval", "merge_action", "graph_table", "match", "unnest", "insert", "conflict", "set", "xmlelement", "xmlconcat", "xmlforest",
        "xmlattributes", "xmlpi", "xmlroot", "xmlparse", "xmlserialize",
        "xmlexists", "xmltable", "xmlnamespaces", "json", "json_object", "json_objectagg", "json_array", "json_arrayagg", "json_value", "json_query",
        "json_exists", "json_scalar", "json_serialize", "json_table",
    ]);

    /// <summary>Words that are calls without parentheses: they change from transaction to transaction.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "current_user", "current_role", "session_user", "system_user",
            "user", "current_catalog", "current_schema"]);

    /// <summary>Functions that execute a query given as text, with unknown effects.</summary>
    private static readonly FrozenSet<string> Executing = FrozenSet.ToFrozenSet(
        ["query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "cursor_to_xml", "cursor_to_xmlschema", "ts_stat", "ts_rewrite"]);

    /// <summary>Functions that change what lasts, and how.</summary>
    private static readonly FrozenDictionary<string, (RiskTier Tier, string Reason)> Acting = new Dictionary<string, (RiskTier, string)>(StringComparer.Ordinal)
    {
        ["setval"] = (RiskTier.Reversible, "a sequence generates other numbers"),
        ["lo_unlink"] = (RiskTier.Destructive, "a large object is lost"),
        ["lo_put"] = (RiskTier.Destructive, "a large object changes"),
        ["lo_truncate"] = (RiskTier.Destructive, "a large object changes"),
        ["lo_truncate64"] = (RiskTier.Destructive, "a large object changes"),
        ["lowrite"] = (RiskTier.Destructive, "a large object changes"),
        ["pg_terminate_backend"] = (RiskTier.Reversible, "other sessions are terminated"),
        ["pg_cancel_backend"] = (RiskTier.Reversible, "queries of other sessions are cancelled"),
        ["pg_drop_replication_slot"] = (RiskTier.Destructive, "a replication slot is lost"),
        ["pg_promote"] = (RiskTier.Irreversible, "a standby becomes a primary"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly Lazy<Dictionary<string, List<Entry>>> All = new(Read);

    /// <summary>The volatility of the functions of a name; null when neither PostgreSQL nor its extensions have one.</summary>
    /// <param name="name">The name without its schema.</param>
    /// <param name="version">The major version; where it lacks the function, the nearest one that has it counts.</param>
    /// <param name="withExtensions">Whether those of extensions count: not when the name is that of one in pg_catalog.</param>
    internal static Volatility? Of(string name, int version, bool withExtensions)
    {
        if (Grammar.Contains(name)) return Volatility.Immutable;
        if (Words.Contains(name)) return Volatility.Stable;
        if (!All.Value.TryGetValue(name, out var entries)) return null;
        var known = entries.Where(e => withExtensions || !e.IsExtension).ToList();
        return known.Count == 0 ? null : known.MinBy(e => Math.Max(0, Math.Max(e.Since - version, version - e.Until)))!.Volatility;
    }

    /// <summary>The side effects of a function; null when it has none.</summary>
    internal static (RiskTier Tier, string Reason)? ActionOf(string name) =>
        Executing.Contains(name) ? (RiskTier.Unclassified, $"{name}() executes a query given as text") : Acting.TryGetValue(name, out var action) ? action
            : null;

    /// <summary>The sections of the file: volatility, versions, whether of an extension, names.</summary>
    internal static IEnumerable<(Volatility Volatility, int Since, int Until, bool IsExtension, string[] Names)> Sections()
    {
        using var stream = typeof(CatalogFunctions).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        (Volatility Volatility, int Since, int Until, bool IsExtension) section = default;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            if (line.StartsWith(':')) section = Head(line);
            else yield return (section.Volatility, section.Since, section.Until, section.IsExtension, line.Split(' '));
        }
    }

    private static (Volatility Volatility, int Since, int Until, bool IsExtension) Head(string line)
    {
        var (isExtension, words) = (line[1] == '+', line[1..].TrimStart('+').Split([' ', '-']));
        var volatility = words[0] switch { "i" => Volatility.Immutable, "s" => Volatility.Stable, _ => Volatility.Volatile };
        return (volatility, int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture), isExtension);
    }

    private static Dictionary<string, List<Entry>> Read()
    {
        Dictionary<string, List<Entry>> all = new(StringComparer.Ordinal);
        foreach (var (volatility, since, until, isExtension, names) in Sections())
        {
            foreach (var name in names)
            {
                if (!all.TryGetValue(name, out var entries)) all[name] = entries = [];
                entries.Add(new(volatility, since, until, isExtension));
            }
        }

        return all;
    }

    private sealed record Entry(Volatility Volatility, int Since, int Until, bool IsExtension);
}
