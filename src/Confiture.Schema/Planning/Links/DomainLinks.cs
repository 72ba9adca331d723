namespace Confiture.Schema;

/// <summary>No constraint can be added to a domain that columns have inside of arrays and other types.</summary>
internal sealed class DomainLinks(Operations operations)
{
    internal void Link()
    {
        foreach (var (id, constraint) in operations.Creations)
        {
            var item = operations.After(id);
            if (!item.Kind.NarrowsParent || operations.Creations.ContainsKey(item.Parent!.Id) || !item.DependsOn.All(on => on == item.Parent)) continue;
            foreach (var (column, creation) in operations.Creations)
            {
                if (operations.After(column) is { Kind.IsColumn: true } holder && Holds(holder, item.Parent)) creation.After.Add(constraint);
            }
        }
    }

    private static bool Holds(SchemaObject item, SchemaObject domain) =>
        item.DependsOn.Any(on => on == domain
            || (on != item.Parent && on.Kind.NamedAs is NameSort.Type && on.Children.Where(c => c.Kind.IsField).Prepend(on).Any(part => Holds(part, domain))));
}
