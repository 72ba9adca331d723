using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// How tables leave and join parents that are not partitioned. What a table has from its last parent becomes its own when it leaves;
/// so that it stays what it was, an empty table stands in as a parent for that moment.
/// </summary>
internal static class InheritanceWords
{
    internal static IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, Scope scope)
    {
        var leaving = from[Table.Inherits].Except(Kept(from, to), StringComparer.Ordinal).ToList();
        return leaving.Count == 0 ? [] : [.. StandIn(from, to, scope), .. leaving.Select(parent => Leave(to, parent))];
    }

    internal static IEnumerable<Change> Join(SchemaObject from, SchemaObject to, Scope scope)
    {
        var before = from[Table.Bound] is null ? from[Table.Inherits] : [];
        var kept = from[Table.Bound] is null ? Kept(from, to) : [];
        foreach (var parent in to[Table.Inherits].Except(kept, StringComparer.Ordinal)) yield return Join(to, parent);
        if (!before.Except(kept, StringComparer.Ordinal).Any() || StandIn(from, to, scope).Count == 0) yield break;
        foreach (var change in EndStandIn(to, scope)) yield return change;
    }

    /// <summary>Makes what a table has only from its parents its own as well; the parents stay.</summary>
    internal static IEnumerable<Change> MakeOwn(SchemaObject from, SchemaObject to, Scope scope)
    {
        if (to[Table.Bound] is not null || !from.Agrees(to, Table.Inherits) || !Released(from, to).Any()) return [];
        var released = Released(from, to).Select(c => c.Id).ToHashSet();
        var standIn = StandIn(to, scope, from.Children.Where(c => c.Kind is ColumnKind or ConstraintKind && c[Part.Inherited] && !released.Contains(c.Id)
            && (c.Kind is ColumnKind || (scope.Stays(c.Id) && !UsesAny(c, released)))));
        var parents = to[Table.Inherits];
        return [.. standIn, .. parents.Select(p => Leave(to, p)), .. parents.Select(p => Join(to, p)), .. standIn.Count == 0 ? [] : EndStandIn(to, scope)];
    }

    /// <summary>What a table keeps as its own although its parents have it too, and the files say otherwise:
    /// no statement changes that and keeps the values.</summary>
    internal static IEnumerable<string> Reports(PlannedActions actions)
    {
        foreach (var to in actions.Scope.To.Objects.Where(o => o.Kind is ColumnKind && o[Part.Inherited] && o.Parent![Table.Bound] is null
            && actions.Stays(o.Id)))
        {
            if (actions.Scope.From.Find(to.Id) is not { } from) continue;
            if (!from[Part.Inherited] || (from[Column.Type] != to[Column.Type] && !from.Parent!.Agrees(to.Parent!, Table.Inherits)))
                yield return $"{to.Id}: the table keeps its own definition in addition to the inherited one; only recreating the column would change that";
        }
    }

    // The parents that need not be left: those that stay in their order, unless a column has to come free of all of them.
    private static IReadOnlyList<string> Kept(SchemaObject from, SchemaObject to)
    {
        if (to[Table.Bound] is not null) return [];
        var (before, after) = (from[Table.Inherits], to[Table.Inherits]);
        List<string> kept = [.. before.Intersect(after, StringComparer.Ordinal)];
        var isInOrder = kept.Concat(after.Except(kept, StringComparer.Ordinal)).SequenceEqual(after, StringComparer.Ordinal);
        return isInOrder && !Released(from, to).Any() ? kept : [];
    }

    // By the column's name: the constraint knows the columns of its own table.
    private static bool UsesAny(SchemaObject check, HashSet<ObjectId> columns) => check.DependsOn.Any(on => columns.Contains(on.Id));

    private static IEnumerable<SchemaObject> Released(SchemaObject from, SchemaObject to) =>
        from.Children.Where(c => c.Kind is ColumnKind && c[Part.Inherited] && Of(to, c) is { } wanted && !wanted[Part.Inherited] && wanted[Part.Above]);

    private static SchemaObject? Of(SchemaObject table, SchemaObject part) => table.Children.FirstOrDefault(c => c.Id == part.Id);

    private static List<Change> StandIn(SchemaObject from, SchemaObject to, Scope scope)
    {
        var held = from.Children.Where(c => c.Kind is ColumnKind or ConstraintKind && c[Part.Inherited] && scope.Stays(c.Id) && Of(to, c) is { } wanted
            && wanted[Part.Inherited]).ToList();
        return StandIn(to, scope,
            held.Where(c => c.Kind is ColumnKind ? c[Column.Type] == Of(to, c)![Column.Type] : c[Part.Definition] == Of(to, c)![Part.Definition]));
    }

    private static List<Change> StandIn(SchemaObject to, Scope scope, IEnumerable<SchemaObject> held)
    {
        var parts = held.ToLookup(c => c.Kind is ColumnKind);
        var columns = parts[true].OrderBy(c => c[Column.Number]).Select(c => ColumnWords.Definition(c, scope, withIdentity: false)).ToList();
        var checks = parts[false].Where(c => c[Constraint.Type] == "c").Select(ConstraintKind.Words);
        return columns.Count == 0 ? [] : [new($"CREATE TABLE {Name(to, scope)} ({string.Join(", ", columns.Concat(checks))})"), Join(to, Name(to, scope))];
    }

    private static Change[] EndStandIn(SchemaObject table, Scope scope) => [Leave(table, Name(table, scope)), new($"DROP TABLE {Name(table, scope)}")];

    private static Change Leave(SchemaObject table, string parent) => new($"ALTER TABLE {table.Id.Address} NO INHERIT {parent}");

    private static Change Join(SchemaObject table, string parent) => new($"ALTER TABLE {table.Id.Address} INHERIT {parent}");

    private static string Name(SchemaObject table, Scope scope) =>
        $"{SqlIdentifier.Write(table.Schema!)}.{SqlIdentifier.Write(scope.Names.With(table.Name, "__parent"))}";
}
