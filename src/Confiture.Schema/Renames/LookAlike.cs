using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Something that holds data goes, and something like it comes. Nobody but the author knows whether that is a rename.</summary>
/// <param name="From">What goes.</param>
/// <param name="To">What comes.</param>
public sealed record LookAlike(SchemaObject From, SchemaObject To)
{
    /// <summary>The labels, when it is about labels of one enum; null when the objects themselves go and come.</summary>
    public (string Old, string New)? Labels { get; init; }

    /// <summary>The line that makes it a rename.</summary>
    public string Declaration => SqlDirective.Write($"renamed from {OldName}").TrimEnd();

    /// <summary>The line that makes it none.</summary>
    public string Denial => SqlDirective.Write($"not renamed from {OldName}").TrimEnd();

    /// <summary>The rename, if it is one.</summary>
    public Rename AsRename => Labels is { } labels ? new([Rename.Label], new(To.Schema, To.Name), labels.New, new(null, labels.Old), Place) : new(
        [To.Kind.Name], To.Parent is { } parent ? new(parent.Schema, parent.Name) : new(To.Schema, To.Name), To.Parent is null ? null : To.Name,
        new(From.Parent is null ? From.Schema : null, From.Name), Place);

    /// <summary>What goes, in words.</summary>
    public string Dropped => Labels is { } labels ? $"label {SqlLiteral.Quote(labels.Old)} of {To.Id}" : $"{From.Id}";

    /// <summary>What comes, in words.</summary>
    public string Created => Labels is { } labels ? $"label {SqlLiteral.Quote(labels.New)} of {To.Id}" : $"{To.Id}";

    private const string Place = "the answer";

    private string OldName => Labels is { } labels
        ? SqlLiteral.Quote(labels.Old)
        : (From.Schema != To.Schema && From.Schema is not null ? SqlIdentifier.Write(From.Schema) + "." : string.Empty) + SqlIdentifier.Write(From.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Dropped} is dropped and {Created} is created";

    /// <summary>All pairs that may be one and the same, the likeliest first.</summary>
    /// <param name="from">The schema as it is, after all declared renames.</param>
    /// <param name="to">The schema as it is to be.</param>
    /// <param name="denied">What is declared to be no rename.</param>
    public static IReadOnlyList<LookAlike> Between(DatabaseSchema from, DatabaseSchema to, IReadOnlyList<Rename> denied)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var gone = from.Objects.Where(o => o.Kind.HoldsData(o) && to.Find(o.Id) is null && (o.Parent is null || to.Find(o.Parent.Id) is not null)).ToList();
        var come = to.Objects.Where(o => o.Kind.HoldsData(o) && from.Find(o.Id) is null && (o.Parent is null || from.Find(o.Parent.Id) is not null))
            .ToLookup(o => (o.Kind, o.Parent?.Id));
        var pairs = gone.SelectMany(g => come[(g.Kind, g.Parent?.Id)].Select(c => (Pair: new LookAlike(g, c), Likeness: Likeness.Of(g, c))));
        pairs = pairs.Concat(to.Objects.Where(o => o.Kind.HasLabels).SelectMany(o => from.Find(o.Id) is { } old ? LabelsOf(old, o) : []));
        return [.. pairs.Where(p => p.Likeness >= Likeness.Doubtful && !denied.Any(d => p.Pair.IsDeniedBy(d))).OrderByDescending(p => p.Likeness).ThenBy(p =>
            p.Pair.To.Id, ObjectId.Order).ThenBy(p => p.Pair.From.Id, ObjectId.Order).ThenBy(p => p.Pair.Dropped, StringComparer.Ordinal).Select(p => p.Pair)];
    }

    // One label for another: rows may hold it.
    private static IEnumerable<(LookAlike Pair, double Likeness)> LabelsOf(SchemaObject from, SchemaObject to)
    {
        var (before, after) = (from[EnumType.Labels], to[EnumType.Labels]);
        return before.Except(after, StringComparer.Ordinal).SelectMany(
            _ => after.Except(before, StringComparer.Ordinal),
            (old, next) => (new LookAlike(from, to) { Labels = (old, next) }, Schema.Likeness.OfLabels(before, old, after, next)));
    }

    private bool IsDeniedBy(Rename denied) => Labels is { } labels
        ? denied.Kinds.Contains(Rename.Label, StringComparer.Ordinal) && denied.Old.Name == labels.Old && denied.Part == labels.New
            && denied.Relation.Name == To.Name
        : denied.Kinds.Contains(To.Kind.Name, StringComparer.Ordinal) && denied.Old.Name == From.Name && (denied.Old.Schema is null || denied.Old.Schema
            == From.Schema) && (denied.Part ?? denied.Relation.Name) == To.Name && (denied.Part is null || denied.Relation.Name == To.Parent?.Name);
}
