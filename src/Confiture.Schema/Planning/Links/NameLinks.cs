namespace Confiture.Schema;

/// <summary>A name is free once its holder is gone.</summary>
internal sealed class NameLinks(Operations operations)
{
    internal void Link()
    {
        var leaving = operations.Drops.Select(d => (Item: operations.Before(d.Key), Drop: d.Value))
            .Where(d => NameOf(d.Item) is not null && !operations.Actions.StepsAside(d.Item)).ToLookup(d => NameOf(d.Item)!, d => d.Drop);
        foreach (var (id, creation) in operations.Creations)
        {
            if (NameOf(operations.After(id)) is { } name) creation.After.UnionWith(leaving[name].Where(drop => drop != creation));
        }
    }

    private static string? NameOf(SchemaObject item) => item.Kind.Occupies(item);
}
