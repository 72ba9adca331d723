using System.Globalization;

namespace Confiture.Schema;

/// <summary>One difference as people read it.</summary>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Id">Which object.</param>
/// <param name="Parts">What comes or goes together with it, in words; empty when nothing does.</param>
/// <param name="Attributes">What differs in it.</param>
public sealed record DifferenceLine(string Change, ObjectId Id, string Parts, IReadOnlyList<AttributeDifference> Attributes)
{
    /// <summary>The same difference, seen from the second schema.</summary>
    public DifferenceLine Reversed => this with
    {
        Change = Change switch { "added" => "removed", "removed" => "added", _ => Change },
        Attributes = [.. Attributes.Select(a => a with { From = a.To, To = a.From })],
    };

    /// <inheritdoc/>
    public override string ToString() => Change switch
    {
        "added" => $"+ {Id}{Parts}",
        "removed" => $"- {Id}{Parts}",
        _ => $"~ {Id}: {string.Join("; ", Attributes)}",
    };
}

/// <summary>One attribute of an object that two schemas have, not alike.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="From">Its value in the first schema; null when it has none.</param>
/// <param name="To">Its value in the second schema; null when it has none.</param>
public sealed record AttributeDifference(string Name, string? From, string? To)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name.Replace('_', ' ')} {Shown(From)} -> {Shown(To)}";

    private static string Shown(string? value) => value is null ? "(none)" : value.Replace('\n', ' ');
}

/// <summary>Writes differences for people: what comes or goes with its parent is counted and not listed, and passwords stay hidden.</summary>
public static class DifferenceText
{
    private const string Hidden = "***";

    /// <summary>A line for each object that differs by itself.</summary>
    public static IReadOnlyList<DifferenceLine> Lines(IReadOnlyList<ObjectDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var (added, removed) = (Ids<ObjectDifference.Added>(differences), Ids<ObjectDifference.Removed>(differences));
        return [.. differences.Select(d => d switch
        {
            ObjectDifference.Added a => a.To.Parent is { } parent && added.Contains(parent.Id) ? null : new DifferenceLine("added", a.Id, Parts(a.To), []),
            ObjectDifference.Removed r =>
                r.From.Parent is { } parent && removed.Contains(parent.Id) ? null : new DifferenceLine("removed", r.Id, Parts(r.From), []),
            ObjectDifference.Changed c => new DifferenceLine("changed", c.Id, string.Empty, [.. c.Attributes.Select(name => Attribute(c, name))]),
            _ => throw new System.Diagnostics.UnreachableException(),
        }).OfType<DifferenceLine>()];
    }

    private static HashSet<ObjectId> Ids<T>(IReadOnlyList<ObjectDifference> differences)
        where T : ObjectDifference => [.. differences.OfType<T>().Select(d => d.Id)];

    private static string Parts(SchemaObject item)
    {
        var counts = item.Children.GroupBy(c => c.Kind.Name).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}{(g.Count() == 1 ? string.Empty : "s")}")).ToList();
        return counts.Count == 0 ? string.Empty : $" ({string.Join(", ", counts)})";
    }

    private static AttributeDifference Attribute(ObjectDifference.Changed change, string name) => new(name, Value(change.From, name), Value(change.To, name));

    private static string? Value(SchemaObject item, string name) =>
        item.Get(name) is null ? null : name == ForeignOptions.All && item.Kind.HoldsSecrets ? Hidden : name == Facets.Privileges
            || name == Facets.SecurityLabels || item[name]!.Contains('\0', StringComparison.Ordinal) ? string.Join(", ", item.ListOf(name)) : item[name];
}
