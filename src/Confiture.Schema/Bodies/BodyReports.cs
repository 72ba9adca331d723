using System.Buffers;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>The server lets a table go although the body of a function names it, and the function fails when it is called. A plan says so.</summary>
internal static class BodyReports
{
    internal static IReadOnlyList<string> Of(DatabaseSchema from, DatabaseSchema to)
    {
        var gone = from.Objects.Where(o => o.Kind.NamedAs is not null && to.Find(o.Id) is null)
            .Select(o => o.Name.Replace("\"", "\"\"", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        if (gone.Length == 0) return [];
        // Most bodies need not be read.
        var words = SearchValues.Create(gone, StringComparison.OrdinalIgnoreCase);
        var triggers = to.Objects.Where(o => o.Kind.Fires).SelectMany(t => t.DependsOn.Where(d => d.Kind.NamedAs is NameSort.Callable)
            .Select(routine => (routine, t.Parent!))).ToLookup(t => t.routine, t => t.Item2);
        return [.. to.Objects.Where(o => o.Kind.HasBody(o) && o[Routine.Body].AsSpan().ContainsAny(words))
            .SelectMany(routine => Lost(from, to, routine, [.. triggers[routine]]))];
    }

    private static IEnumerable<string> Lost(DatabaseSchema from, DatabaseSchema to, SchemaObject routine, IReadOnlyList<SchemaObject> triggered)
    {
        var uses = to.Bodies.Of(routine);
        return Objects(from, to, routine, uses).Concat(Columns(from, to, uses, triggered)).Distinct()
            .Select(lost => $"{routine.Kind.Title(routine)} still refers to {lost.Kind.Title(lost)}, which is dropped");
    }

    private static IEnumerable<SchemaObject> Objects(DatabaseSchema from, DatabaseSchema to, SchemaObject routine, RoutineUses uses) =>
        uses.Names.Where(name => to.Bodies.Meaning(routine, name).Count == 0).SelectMany(name => from.Bodies.Meaning(routine, name).Take(1));

    // Only where the text says whose column it is: behind the name of a table, or of the row of a trigger.
    private static IEnumerable<SchemaObject> Columns(DatabaseSchema from, DatabaseSchema to, RoutineUses uses, IReadOnlyList<SchemaObject> triggered)
    {
        var relations = uses.Objects.Where(o => o.Kind.NamedAs is NameSort.Relation).ToLookup(o => o.Name, StringComparer.Ordinal);
        foreach (var column in uses.Columns)
        {
            List<SchemaObject> owners = [.. column.Schema is "new" or "old" ? triggered : relations[column.Schema!]];
            List<SchemaObject?> before = [.. owners.Select(owner => ColumnOf(from, owner, column.Name))];
            if (before.FirstOrDefault(c => c is not null) is { } lost && owners.All(owner => ColumnOf(to, owner, column.Name) is null)) yield return lost;
        }
    }

    private static SchemaObject? ColumnOf(DatabaseSchema schema, SchemaObject table, string name) => schema.Find(Column.IdOf(table, SqlIdentifier.Write(name)));
}
