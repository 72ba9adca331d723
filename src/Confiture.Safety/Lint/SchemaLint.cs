using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Safety;

/// <summary>A schema as the rules see it.</summary>
internal sealed record SchemaContext(DatabaseSchema Schema, LintSettings Settings)
{
    internal IEnumerable<SchemaObject> Of(string kind) => Schema.Objects.Where(o => o.Id.Kind == kind);

    internal IEnumerable<SchemaObject> Tables => Of("table");

    /// <summary>Columns of tables that are not handed down from a parent.</summary>
    internal IEnumerable<SchemaObject> Columns => Of("column").Where(c => c.Parent!.Id.Kind == "table" && c.Get("above") != "true");

    /// <summary>The keys, checks and so on of a table.</summary>
    internal static IEnumerable<SchemaObject> ConstraintsOf(SchemaObject table, params string[] types) =>
        table.Children.Where(c => c.Id.Kind == "constraint" && types.Contains(c["type"]));

    internal static bool IsPartition(SchemaObject table) => table.Get("bound") is not null;
}

/// <summary>Judges a schema that was built from its files, and says where in the files the objects are.</summary>
public static class SchemaLint
{
    /// <summary>Judges a schema.</summary>
    /// <param name="schema">The schema as the catalogs of a server have it.</param>
    /// <param name="scripts">The files that it was built from.</param>
    /// <param name="settings">Which rules judge, and how.</param>
    /// <param name="others">Rules of the user's own.</param>
    /// <returns>The findings, without those that comments ignore.</returns>
    public static IReadOnlyList<LintFinding> Judge(
        DatabaseSchema schema, IReadOnlyList<SqlScript> scripts, LintSettings settings, IReadOnlyList<ILintRule>? others = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var places = SourcePlaces.Of(scripts);
        var context = new SchemaContext(schema, settings);
        List<LintFinding> found = [.. (others ?? []).Where(settings.Includes).SelectMany(r => Of(r, schema, places, settings))];
        foreach (var rule in LintRules.All.Where(r => r.JudgesSchemas && settings.Includes(r)))
        {
            foreach (var mark in rule.OfSchema!(context))
            {
                var (file, position) = mark.Object is { } item ? places.Find(item) : places.FindUnknown(mark.Unknown!);
                found.Add(new(file, position, rule.Id, settings.SeverityOf(rule), mark.Message, rule.Safer));
            }
        }

        var byFile = found.ToLookup(f => f.File, StringComparer.Ordinal);
        var names = scripts.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return [.. scripts.SelectMany(s => IgnoreComments.Of(s, places.NodesOf(s)).Filter([.. byFile[s.Name]], static () => [], new HashSet<int>(), settings)),
            .. found.Where(f => !names.Contains(f.File))];
    }

    private static IEnumerable<LintFinding> Of(ILintRule rule, DatabaseSchema schema, SourcePlaces places, LintSettings settings)
    {
        foreach (var (name, detail) in rule.JudgeSchema(schema))
        {
            var (file, position) = places.Find(name);
            yield return new(file, position, rule.Id, settings.SeverityOf(rule), $"{name}: {detail ?? rule.Message}", rule.Safer);
        }
    }
}
