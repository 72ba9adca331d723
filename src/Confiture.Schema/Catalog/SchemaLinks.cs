namespace Confiture.Schema;

/// <summary>What depends on what in one schema. It is worked out when it is first asked for: to find no difference nothing of it is needed.</summary>
internal sealed class SchemaLinks(DatabaseSchema schema, IEnumerable<Dependencies>? dependencies, Func<CatalogAddress, SchemaObject?> find)
{
    private readonly Lazy<Found> found = new(() => new Work(schema).Read(
        dependencies ?? throw new InvalidOperationException("The schema was read without links."), find));

    private sealed record Found(
        IReadOnlyDictionary<SchemaObject, IReadOnlyList<SchemaObject>> DependsOn, IReadOnlyDictionary<SchemaObject, SchemaObject> OwningColumns);

    internal IReadOnlyList<SchemaObject> DependsOn(SchemaObject item) => found.Value.DependsOn.GetValueOrDefault(item, []);

    internal SchemaObject? OwningColumn(SchemaObject sequence) => found.Value.OwningColumns.GetValueOrDefault(sequence);

    private sealed class Work(DatabaseSchema schema)
    {
        private readonly Dictionary<SchemaObject, HashSet<SchemaObject>> links = [];
        private readonly Dictionary<SchemaObject, SchemaObject> owningColumns = [];

        internal Found Read(IEnumerable<Dependencies> dependencies, Func<CatalogAddress, SchemaObject?> find)
        {
            foreach (var (fromAddress, toAddress, type) in dependencies.SelectMany(some => some.All, (some, d) => (d.From, d.To, some.Type)))
            {
                if (find(fromAddress) is not { } from || find(toAddress) is not { } to || from == to || IsAbove(from, to)) continue;
                // A sequence that is owned by a column is made before the column, which uses it.
                if (from.Kind.IsOwnedBy(type) && to.Kind.IsColumn) owningColumns[from] = to;
                else Link(from, to);
            }

            foreach (var item in schema.Objects)
            {
                if (item.Parent is { } parent) Link(item, parent);
                foreach (var above in Above(item)) Link(item, above);
            }

            return new(
                links.ToDictionary(pair => pair.Key, IReadOnlyList<SchemaObject> (pair) => [.. pair.Value.OrderBy(o => o.Id, ObjectId.Order)]), owningColumns);
        }

        private void Link(SchemaObject from, SchemaObject to) => (links.TryGetValue(from, out var set) ? set : links[from] = []).Add(to);

        // The catalogs only know that the table depends on the table.
        private IEnumerable<SchemaObject> Above(SchemaObject item)
        {
            if (!item.Kind.IsHandedDown(item) || !item[Part.Above]) yield break;
            foreach (var table in item.Parent![Table.Inherits])
            {
                if (schema.Find(item.Id with { Address = $"{table}.{Sql.SqlIdentifier.Write(item.Name)}" }) is { } above) yield return above;
            }
        }

        private static bool IsAbove(SchemaObject item, SchemaObject other) => other.Parent is { } parent && (parent == item || IsAbove(item, parent));
    }
}
