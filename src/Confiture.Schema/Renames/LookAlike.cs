using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Something that holds data goes, and something like it comes. Nobody but the author knows whether that is a rename.</summary>
/// <param name="From">What goes.</param>
/// <param name="To">What comes.</param>
public sealed record LookAlike(SchemaObject From, SchemaObject To)
{
    /// <summary>The line that makes it a rename.</summary>
    public string Declaration => SqlDirective.Write($"renamed from {OldName}").TrimEnd();

    /// <summary>The line that makes it none.</summary>
    public string Denial => SqlDirective.Write($"not renamed from {OldName}").TrimEnd();

    /// <summary>The rename, if it is one.</summary>
    public Rename AsRename => new(
        [To.Kind.Name], To.Parent is { } parent ? new(parent.Schema, parent.Name) : new(To.Schema, To.Name), To.Parent is null ? null : To.Name, new(From.Parent is null ? From.Schema : null, From.Name), "the answer");

    private string OldName => (From.Schema != To.Schema && From.Schema is not null ? SqlIdentifier.Write(From.Schema) + "." : string.Empty) + SqlIdentifier.Write(From.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{From.Id} goes and {To.Id} comes";

    /// <summary>All pairs in which each is the other's nearest.</summary>
    /// <param name="from">The schema as it is, after all declared renames.</param>
    /// <param name="to">The schema as it is to be.</param>
    /// <param name="denied">What is declared to be no rename.</param>
    public static IReadOnlyList<LookAlike> Between(DatabaseSchema from, DatabaseSchema to, IReadOnlyList<Rename> denied)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var gone = from.Objects.Where(o => HoldsData(o) && to.Find(o.Id) is null && (o.Parent is null || to.Find(o.Parent.Id) is not null)).ToList();
        var come = to.Objects.Where(o => HoldsData(o) && from.Find(o.Id) is null && (o.Parent is null || from.Find(o.Parent.Id) is not null)).ToList();
        var pairs = gone.SelectMany(g => come.Where(c => c.Kind == g.Kind && c.Parent?.Id == g.Parent?.Id).Select(c => (Pair: new LookAlike(g, c), Likeness: Likeness(g, c))))
            .Where(p => p.Likeness >= 0.5 && !denied.Any(d => p.Pair.IsDeniedBy(d))).OrderByDescending(p => p.Likeness).ThenBy(p => p.Pair.To.Id, ObjectId.Order);
        HashSet<ObjectId> seen = [];
        return [.. pairs.Where(p => !seen.Contains(p.Pair.From.Id) && !seen.Contains(p.Pair.To.Id) && seen.Add(p.Pair.From.Id) && seen.Add(p.Pair.To.Id)).Select(p => p.Pair)];
    }

    private static bool HoldsData(SchemaObject item) => item.Kind is TableKind or ForeignTableKind or SchemaKind or EnumKind or CompositeKind || (item.Kind is ColumnKind && item.Parent!.Kind is TableKind) || item.Kind is AttributeKind;

    private bool IsDeniedBy(Rename denied) =>
        denied.Kinds.Contains(To.Kind.Name, StringComparer.Ordinal) && denied.Old.Name == From.Name && (denied.Part ?? denied.Relation.Name) == To.Name && (denied.Part is null || denied.Relation.Name == To.Parent?.Name);

    // 1 for the same, 0 for nothing in common.
    private static double Likeness(SchemaObject from, SchemaObject to) => from.Kind switch
    {
        ColumnKind or AttributeKind => from["type"] == to["type"] ? 1 : 0,
        EnumKind => Shared(from.ListOf("labels"), to.ListOf("labels")),
        SchemaKind => 0,
        _ => Shared([.. Columns(from)], [.. Columns(to)]),
    };

    private static IEnumerable<string> Columns(SchemaObject item) => item.Children.Where(c => c.Kind is ColumnKind or AttributeKind).Select(c => $"{c.Name} {c["type"]}");

    private static double Shared(IReadOnlyList<string> one, IReadOnlyList<string> other) => Math.Max(one.Count, other.Count) is 0 and var none ? none : (double)one.Intersect(other, StringComparer.Ordinal).Count() / Math.Max(one.Count, other.Count);
}
