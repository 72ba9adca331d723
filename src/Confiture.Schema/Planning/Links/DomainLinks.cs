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
            foreach (var (_, creation) in operations.Creations.Where(c => operations.After(c.Key) is { Kind.IsColumn: true } column && Holds(column, item.Parent))) creation.After.Add(constraint);
        }
    }

    private static bool Holds(SchemaObject item, SchemaObject domain) => item.DependsOn.Any(on =>
        on == domain || (on != item.Parent && on.Kind.NamedAs is NameSort.Type && (Holds(on, domain) || on.Children.Any(child => child.Kind.IsField && Holds(child, domain)))));
}
