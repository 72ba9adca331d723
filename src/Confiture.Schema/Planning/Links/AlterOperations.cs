namespace Confiture.Schema;

/// <summary>What changes in place, and what it lets go of first.</summary>
internal sealed class AlterOperations(Operations operations)
{
    internal void Add()
    {
        var scope = operations.Scope;
        foreach (var (from, to, attributes) in operations.Actions.Altered)
        {
            HashSet<string> own = [.. attributes.Except(Facets.Names, StringComparer.Ordinal)];
            var changes = own.Count == 0 ? [] : to.Kind.Alter(from, to, own, scope) ?? [];
            var alteration = operations.Alterations[to.Id] = operations.Add(new(Stage.Alter, to, [.. changes, .. Facets.Alter(from, to, attributes, scope)]));
            if (to.Kind.Leave(from, to, own, scope).ToList() is [_, ..] leaving)
                alteration.After.Add(operations.Leavings[to.Id] = operations.Add(new(Stage.Drop, from, leaving)));
        }
    }
}
