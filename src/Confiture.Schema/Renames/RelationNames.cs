namespace Confiture.Schema;

/// <summary>Who has which name: tables, views, types, sequences, indexes and keys of a schema share one namespace.</summary>
internal sealed class RelationNames(DatabaseSchema from, DatabaseSchema to)
{
    private readonly Dictionary<string, SchemaObject> held = Named(from);
    private readonly Dictionary<string, SchemaObject> wanted = Named(to);
    private readonly MadeNames made = MadeNames.Between(from, to);

    /// <summary>Who has the name that an object is to have; null when it is free.</summary>
    internal SchemaObject? HolderOf(SchemaObject item) => from.Find(item.Id) ?? (item.Kind.Occupies(item) is { } name ? held.GetValueOrDefault(name) : null);

    /// <summary>Who has the names that a rename needs: its own, and in another schema those of indexes and sequences that move with it.</summary>
    internal IEnumerable<SchemaObject> HoldersOf(WantedRename rename)
    {
        IEnumerable<SchemaObject?> holders = [HolderOf(rename.New)];
        if (rename.Old.Schema != rename.New.Schema && rename.New.Schema is { } schema)
        {
            holders = holders.Concat(PartsOf(rename.Old)
                .Select(part => held.GetValueOrDefault(
                    Occupied(part).Replace($" {part.Schema ?? rename.Old.Schema}.", $" {schema}.", StringComparison.Ordinal))));
        }

        return holders.OfType<SchemaObject>().Where(holder => holder != rename.Old);
    }

    /// <summary>Says whether something of a schema has a name that an object of this kind could not have then.</summary>
    internal bool IsTaken(SchemaObject item, string schema, string name) =>
        item.Kind.Occupies(item) is { } own
            ? held.ContainsKey(own.Replace($" {item.Schema}.{item.Name}", $" {schema}.{name}", StringComparison.Ordinal))
            : from.Objects.Any(o => o.Kind == item.Kind && o.Schema == schema && o.Name == name && o.Parent == item.Parent);

    /// <summary>A name for what steps aside, which nothing has or is to have.</summary>
    internal string Free(SchemaObject item) => made.Aside(item.Name);

    /// <summary>What belongs to a table and has a name that something else is to have.</summary>
    internal IEnumerable<SchemaObject> PartsInTheWay(SchemaObject item) => PartsOf(item).Where(part => wanted.ContainsKey(Occupied(part)));

    private IEnumerable<SchemaObject> PartsOf(SchemaObject item) => !item.Kind.HasIndexes ? [] :
    [
        .. item.Children.Concat(item.Children.SelectMany(child => child.Children)).Where(part => part.Kind.Occupies(part) is not null),
        .. from.Objects.Where(o => o.OwningColumn?.Parent == item),
    ];

    private static string Occupied(SchemaObject item) => item.Kind.Occupies(item)!;

    private static Dictionary<string, SchemaObject> Named(DatabaseSchema schema)
    {
        Dictionary<string, SchemaObject> named = new(StringComparer.Ordinal);
        foreach (var item in schema.Objects)
        {
            if (item.Kind.Occupies(item) is { } name) named.TryAdd(name, item);
        }

        return named;
    }
}
