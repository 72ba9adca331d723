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

    /// <summary>All pairs that may be one and the same, the likeliest first.</summary>
    /// <param name="from">The schema as it is, after all declared renames.</param>
    /// <param name="to">The schema as it is to be.</param>
    /// <param name="denied">What is declared to be no rename.</param>
    public static IReadOnlyList<LookAlike> Between(DatabaseSchema from, DatabaseSchema to, IReadOnlyList<Rename> denied)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var gone = from.Objects.Where(o => HoldsData(o) && to.Find(o.Id) is null && (o.Parent is null || to.Find(o.Parent.Id) is not null)).ToList();
        var come = to.Objects.Where(o => HoldsData(o) && from.Find(o.Id) is null && (o.Parent is null || from.Find(o.Parent.Id) is not null)).ToLookup(o => (o.Kind, o.Parent?.Id));
        var pairs = gone.SelectMany(g => come[(g.Kind, g.Parent?.Id)].Select(c => (Pair: new LookAlike(g, c), Likeness: Likeness.Of(g, c))));
        return [.. pairs.Where(p => p.Likeness >= Likeness.Doubtful && !denied.Any(d => p.Pair.IsDeniedBy(d))).OrderByDescending(p => p.Likeness).ThenBy(p => p.Pair.To.Id, ObjectId.Order).ThenBy(p => p.Pair.From.Id, ObjectId.Order).Select(p => p.Pair)];
    }

    private static bool HoldsData(SchemaObject item) => item.Kind is TableKind or ForeignTableKind or EnumKind or CompositeKind || (item.Kind is ColumnKind && item.Parent!.Kind is TableKind) || item.Kind is AttributeKind;

    private bool IsDeniedBy(Rename denied) =>
        denied.Kinds.Contains(To.Kind.Name, StringComparer.Ordinal) && denied.Old.Name == From.Name && (denied.Old.Schema is null || denied.Old.Schema == From.Schema) && (denied.Part ?? denied.Relation.Name) == To.Name && (denied.Part is null || denied.Relation.Name == To.Parent?.Name);
}
