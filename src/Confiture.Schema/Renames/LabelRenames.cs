using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>Labels of enums that get other names: the rows that hold them follow.</summary>
internal sealed class LabelRenames(DatabaseSchema from, DatabaseSchema to, IReadOnlyList<Rename> declared)
{
    /// <summary>The statements that can be executed at once.</summary>
    /// <param name="isCalled">Says whether a declaration is about a type.</param>
    /// <param name="rest">What is still to be looked at in later rounds.</param>
    internal IReadOnlyList<RenameStep> Steps(Func<SchemaObject, Rename, bool> isCalled, out IReadOnlyList<Rename> rest)
    {
        rest = declared;
        foreach (var type in to.Objects.Where(o => o.Kind.HasLabels))
        {
            if (from.Find(type.Id) is not { } old) continue;
            var labels = old[EnumType.Labels];
            List<Rename> wanted = [.. declared.Where(d => d.Kinds[0] == Rename.Label && d.Old.Name != d.Part
                && labels.Contains(d.Old.Name, StringComparer.Ordinal) && isCalled(type, d with { Part = null }))];
            if (Of(type, labels, Open(labels, type[EnumType.Labels], wanted), ref rest) is [_, ..] steps) return steps;
        }

        return [];
    }

    private static IReadOnlyList<Rename> Open(IReadOnlyList<string> labels, IReadOnlyList<string> wishes, IReadOnlyList<Rename> wanted) =>
        new RenameOrder<Rename, string>(wanted, d => d.Old.Name, d => d.Part!)
        {
            IsHeld = label => labels.Contains(label, StringComparer.Ordinal),
            IsWanted = label => wishes.Contains(label, StringComparer.Ordinal),
            // The order of the labels tells: it is no label's to choose.
            IsCircleOpen = circle => labels.Select(l => circle.FirstOrDefault(d => d.Old.Name == l)?.Part ?? l)
                .Zip(wishes).Count(pair => pair.First == pair.Second) > labels.Zip(wishes).Count(pair => pair.First == pair.Second),
        }.Open;

    // Labels are no names of objects: whatever no label has will do.
    private static string Aside(string label) => new MadeNames(new HashSet<string>()).Aside(label);

    private static IReadOnlyList<RenameStep> Of(SchemaObject type, IReadOnlyList<string> labels, IReadOnlyList<Rename> open, ref IReadOnlyList<Rename> rest)
    {
        if (open.Where(d => !labels.Contains(d.Part!, StringComparer.Ordinal)).ToList() is [_, ..] free)
            return [.. free.Select(d => new RenameStep(Renamed(type, d.Old.Name, d.Part!), d))];
        if (open.FirstOrDefault(d => !open.Any(o => o.Old.Name == d.Part)) is { } held) return [new(Renamed(type, held.Part!, Aside(held.Part!)), null)];
        if (open is not [var stuck, ..]) return [];
        var aside = Aside(stuck.Old.Name);
        rest = [.. rest.Where(d => d != stuck), stuck with { Old = new(null, aside), Declared = stuck.Declared }];
        return [new(Renamed(type, stuck.Old.Name, aside), null)];
    }

    private static Change Renamed(SchemaObject type, string old, string name) =>
        new($"ALTER TYPE {type.Id.Address} RENAME VALUE {SqlLiteral.Quote(old)} TO {SqlLiteral.Quote(name)}");
}
