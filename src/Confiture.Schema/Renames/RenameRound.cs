using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>One rename as a statement.</summary>
/// <param name="Change">The statement.</param>
/// <param name="Declared">What asked for it; null when the two are the same but for their names and hold nothing.</param>
internal sealed record RenameStep(Change Change, Rename? Declared);

/// <summary>Finds the renames that can be made at once. After them names are free and addresses have changed, so the schema is read again before the next round.</summary>
internal sealed class RenameRound(DatabaseSchema from, DatabaseSchema to, IReadOnlyList<Rename> declared)
{
    private const string Aside = "__renamed";

    /// <summary>The statements of this round; empty when nothing is left to rename.</summary>
    /// <param name="rest">What is still to be looked at in later rounds.</param>
    internal IReadOnlyList<RenameStep> Steps(out IReadOnlyList<Rename> rest)
    {
        rest = declared;
        var wanted = declared.SelectMany(d => Resolved(d)).ToList();
        var labels = declared.Where(d => d.Kinds[0] == Rename.Label).SelectMany(Labels).ToList();
        var free = wanted.Where(w => from.Find(w.New.Id) is null).ToList();
        if (free.Count + labels.Count > 0) return [.. free.Select(w => StepOf(w.Rename, w.Old, w.New)), .. labels];
        // Everybody waits for a name that somebody else has: one of them steps aside.
        var stuck = wanted.FirstOrDefault(w => w.Old.Id != w.New.Id && wanted.Any(o => o.Old.Id == w.New.Id) && from.Find(w.New.Id)!.DifferencesTo(w.New).Any());
        if (stuck.Rename is not null && stuck.Old.Kind.Rename(stuck.Old, stuck.Old.Name + Aside) is { } aside)
        {
            rest = [.. declared.Where(d => d != stuck.Rename), stuck.Rename with { Old = stuck.Rename.Old with { Name = stuck.Old.Name + Aside }, Declared = stuck.Rename.Declared }];
            return [new(new(aside), null)];
        }

        return [.. Implied()];
    }

    private static RenameStep StepOf(Rename rename, SchemaObject old, SchemaObject wanted) => new(
        new(old.Schema != wanted.Schema && old.Parent is null && old.Kind.OwnerWord is { } word
            ? $"ALTER {word} {old.Kind.OwnerTarget(old)} SET SCHEMA {SqlIdentifier.Write(wanted.Schema!)}"
            : old.Kind.Rename(old, wanted.Name) ?? throw SchemaErrors.BadRename(rename.Place, $"PostgreSQL cannot rename {old.Id}.")),
        rename);

    // The pairs that a declaration is about: several for a function with several lists of arguments.
    private IEnumerable<(Rename Rename, SchemaObject Old, SchemaObject New)> Resolved(Rename rename)
    {
        var named = to.Objects.Where(o => rename.Kinds.Contains(o.Kind.Name, StringComparer.Ordinal) && IsCalled(o, rename)).ToList();
        foreach (var item in named)
        {
            if ((OldOf(item, rename.Old.Schema ?? item.Schema, rename.Old.Name) ?? OldOf(item, item.Schema, rename.Old.Name)) is { } old && old.Id != item.Id) yield return (rename, old, item);
            else if (rename.Old.Schema is { } schema && schema != item.Schema && OldOf(item, schema, item.Name) is { } moved) yield return (rename, moved, item);
        }
    }

    private bool IsCalled(SchemaObject item, Rename rename)
    {
        if (item.Name != (rename.Part ?? rename.Relation.Name)) return false;
        var whole = rename.Part is null ? item : item.Parent!;
        if (whole.Name != rename.Relation.Name) return false;
        // Without a schema the search path decides, which is as good as always this one.
        return rename.Relation.Schema is { } schema ? whole.Schema == schema : whole.Schema is null or "public" || !to.Objects.Any(o => o.Kind == item.Kind && o.Name == item.Name && o.Schema == "public");
    }

    private SchemaObject? OldOf(SchemaObject item, string? schema, string name)
    {
        SchemaObject? parent = null;
        if (item.Parent is not null && (parent = from.Find(item.Parent.Id)) is null) return null;
        var full = item.Kind.Address(item.Parent, item.Schema, item.Name, null);
        return from.Find(new ObjectId(item.Kind.Name, item.Kind.Address(parent, schema, name, item.Id.Address[full.Length..])));
    }

    private IEnumerable<RenameStep> Labels(Rename rename)
    {
        foreach (var type in to.Objects.Where(o => o.Kind is EnumKind && IsCalled(o, rename with { Part = null })))
        {
            if (from.Find(type.Id) is not { } old || !old.ListOf("labels").Contains(rename.Old.Name, StringComparer.Ordinal) || old.ListOf("labels").Contains(rename.Part!, StringComparer.Ordinal)) continue;
            yield return new(new($"ALTER TYPE {type.Id.Address} RENAME VALUE {SqlLiteral.Quote(rename.Old.Name)} TO {SqlLiteral.Quote(rename.Part!)}"), rename);
        }
    }

    private IEnumerable<RenameStep> Implied()
    {
        HashSet<ObjectId> taken = [];
        foreach (var item in to.Objects.Where(o => from.Find(o.Id) is null))
        {
            var same = from.Objects.FirstOrDefault(o => o.Kind == item.Kind && o.Schema == item.Schema && o.Parent?.Id == item.Parent?.Id && to.Find(o.Id) is null && !taken.Contains(o.Id) && item.Kind.IsSameButForName(o, item));
            if (same?.Kind.Rename(same, item.Name) is not { } sql) continue;
            taken.Add(same.Id);
            yield return new(new(sql), null);
        }
    }
}
