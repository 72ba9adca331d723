using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>One rename as a statement.</summary>
/// <param name="Change">The statement.</param>
/// <param name="Declared">What asked for it; null when the two are the same but for their names and hold nothing, and for what makes room.</param>
internal sealed record RenameStep(Change Change, Rename? Declared);

/// <summary>A declared rename and the two objects that it is about.</summary>
internal sealed record WantedRename(Rename Rename, SchemaObject Old, SchemaObject New);

/// <summary>Finds the renames that can be made at once. After them names are free and addresses have changed,
/// so the schema is read again before the next round.</summary>
internal sealed class RenameRound(DatabaseSchema from, DatabaseSchema to, IReadOnlyList<Rename> declared)
{
    private readonly RelationNames names = new(from, to);

    /// <summary>The statements of this round; empty when nothing is left to rename.</summary>
    /// <param name="rest">What is still to be looked at in later rounds.</param>
    internal IReadOnlyList<RenameStep> Steps(out IReadOnlyList<Rename> rest)
    {
        rest = declared;
        var wanted = declared.SelectMany(Resolved).ToList();
        // What something belongs to comes first: until then its name may be somebody else's.
        foreach (var level in (IReadOnlyList<Func<WantedRename, bool>>)[w => w.New.Kind.IsNamespace, w => w.New.Parent is null, _ => true])
        {
            if (Open([.. wanted.Where(level)]) is [_, ..] open) return Of(open, out rest);
        }

        if (new LabelRenames(from, to, declared).Steps(IsCalled, out rest) is [_, ..] labels) return labels;
        return Implied();
    }

    private IReadOnlyList<WantedRename> Open(IReadOnlyList<WantedRename> wanted) =>
        new RenameOrder<WantedRename, ObjectId>(wanted, w => w.Old.Id, w => w.New.Id)
        {
            IsHeld = id => from.Find(id) is not null,
            IsWanted = id => to.Find(id) is not null,
            IsCircleOpen = circle =>
                circle.Sum(w => Likeness.Of(w.Old, w.New, byName: false)) > circle.Sum(w => Likeness.Of(from.Find(w.New.Id)!, w.New, byName: false)),
        }.Open;

    private IReadOnlyList<RenameStep> Of(IReadOnlyList<WantedRename> open, out IReadOnlyList<Rename> rest)
    {
        rest = declared;
        // What moves into a schema that is new comes after that.
        if (open.Where(w => w.Old.Parent is null).Select(w => w.New.Schema).OfType<string>().Distinct(StringComparer.Ordinal)
                .Where(IsNew).ToList() is [_, ..] missing)
        {
            return [.. missing.Select(s => new RenameStep(new($"CREATE SCHEMA {SqlIdentifier.Write(s)}"), null))];
        }

        var held = open.ToDictionary(w => w, w => names.HoldersOf(w).ToList());
        if (open.Where(w => held[w].Count == 0).ToList() is [_, ..] free) return [.. free.SelectMany(StepsOf)];
        // What nobody wants to keep makes room, and goes when everything else is done.
        if (held.Values.SelectMany(h => h).FirstOrDefault(h => !open.Any(w => w.Old == h)) is { } left) return Aside(left);
        // Everybody waits for a name that somebody else has: one of them steps aside.
        var stuck = open[0];
        var name = names.Free(stuck.Old);
        rest = [.. declared.Where(d => d != stuck.Rename),
            stuck.Rename with { Old = new(stuck.Old.Parent is null ? stuck.Old.Schema : null, name), Declared = stuck.Rename.Declared }];
        return Aside(stuck.Old);
    }

    private bool IsNew(string schema) => !Namespace.Exists(from, schema) && Namespace.Exists(to, schema);

    // Its indexes and sequences have names too, and what comes may want them.
    private IReadOnlyList<RenameStep> Aside(SchemaObject item) =>
        [.. names.PartsInTheWay(item).Append(item).Select(o => new RenameStep(new(o.Kind.Rename(o, names.Free(o)) ?? throw SchemaErrors.NoRoom(o)), null))];

    // Between two schemas there is a moment with one name or the other, and neither schema may have that.
    private IEnumerable<RenameStep> StepsOf(WantedRename wanted)
    {
        var (rename, old, next) = wanted;
        if (old.Schema == next.Schema || old.Parent is not null || old.Kind.OwnerWord is not { } word)
        {
            yield return new(new(old.Kind.Rename(old, next.Name) ?? throw SchemaErrors.BadRename(rename.Place, $"PostgreSQL cannot rename {old.Id}.")), rename);
            yield break;
        }

        string[] vias = [next.Name, old.Name, names.Free(old)];
        var via = vias.First(v => (v == old.Name || !names.IsTaken(old, old.Schema!, v)) && (v == next.Name || !names.IsTaken(next, next.Schema!, v)));
        if (via != old.Name) yield return new(new(old.Kind.Rename(old, via)!), null);
        yield return new(new($"ALTER {word} {At(old.Schema!)} SET SCHEMA {SqlIdentifier.Write(next.Schema!)}"), rename);
        if (via != next.Name) yield return new(new($"ALTER {word} {At(next.Schema!)} RENAME TO {SqlIdentifier.Write(next.Name)}"), null);

        // What tells namesakes apart stays.
        string At(string schema) => old.Kind.Address(null, schema, via, old.Id.Address[old.Kind.Address(null, old.Schema, old.Name, null).Length..]);
    }

    // The pairs that a declaration is about: several for a function with several lists of arguments.
    private IEnumerable<WantedRename> Resolved(Rename rename)
    {
        foreach (var item in to.Objects.Where(o => rename.Kinds.Contains(o.Kind.Name, StringComparer.Ordinal) && IsCalled(o, rename)))
        {
            var old = OldOf(item, rename.Old.Schema ?? item.Schema, rename.Old.Name)
                ?? (HasMoved(rename.Old.Schema, item) ? OldOf(item, item.Schema, rename.Old.Name) : null);
            if (old is not null && old.Id != item.Id) yield return new(rename, old, item);
        }
    }

    // What was in a schema that has another name by now is there under that.
    private bool HasMoved(string? schema, SchemaObject item) =>
        schema is not null && !Namespace.Exists(from, schema)
            && declared.Any(d => d.Kinds[0] == Namespace.Kind && d.Relation.Name == item.Schema && d.Old.Name == schema);

    private bool IsCalled(SchemaObject item, Rename rename)
    {
        if (item.Name != (rename.Part ?? rename.Relation.Name)) return false;
        var whole = rename.Part is null ? item : item.Parent!;
        if (whole.Name != rename.Relation.Name) return false;
        // Without a schema the search path decides, which is as good as always this one.
        return rename.Relation.Schema is { } schema
            ? whole.Schema == schema
            : whole.Schema is null or "public" || !to.Objects.Any(o => o.Kind == item.Kind && o.Name == item.Name && o.Schema == "public");
    }

    private SchemaObject? OldOf(SchemaObject item, string? schema, string name)
    {
        SchemaObject? parent = null;
        if (item.Parent is not null && (parent = from.Find(item.Parent.Id)) is null) return null;
        var full = item.Kind.Address(item.Parent, item.Schema, item.Name, null);
        return from.Find(new ObjectId(item.Kind.Name, item.Kind.Address(parent, schema, name, item.Id.Address[full.Length..])));
    }

    // What holds nothing and differs in nothing but the name takes the new name without being asked.
    private IReadOnlyList<RenameStep> Implied()
    {
        HashSet<ObjectId> taken = [];
        List<(SchemaObject Old, SchemaObject New)> pairs = [];
        foreach (var item in to.Objects.Where(o => from.Find(o.Id) is null))
        {
            var same = from.Objects.FirstOrDefault(o => o.Kind == item.Kind && o.Schema == item.Schema && o.Parent?.Id == item.Parent?.Id
                && to.Find(o.Id) is null && !taken.Contains(o.Id) && item.Kind.IsSameButForName(o, item));
            if (same?.Kind.Rename(same, item.Name) is null) continue;
            taken.Add(same.Id);
            pairs.Add((same, item));
        }

        if (pairs.Where(p => names.HolderOf(p.New) is null).ToList() is [_, ..] free)
            return [.. free.Select(p => new RenameStep(new(p.Old.Kind.Rename(p.Old, p.New.Name)!), null))];
        return pairs.Select(p => names.HolderOf(p.New)!).FirstOrDefault(h => to.Find(h.Id) is null && h.Kind.Rename(h, h.Name) is not null) is { } holder
            ? Aside(holder)
            : [];
    }
}
