namespace Confiture.Schema;

/// <summary>What a table itself is to declare in addition to inheriting it.</summary>
internal sealed class OwnParts(Operations operations)
{
    private readonly Scope scope = operations.Scope;

    internal void Add()
    {
        foreach (var table in scope.To.Objects.Where(o => o.Kind.HoldsRows && o[Table.Bound] is null && o.Has(Table.Inherits))) Add(table);
    }

    private void Add(SchemaObject table)
    {
        var from = operations.Actions.Stays(table.Id) ? scope.From.Find(table.Id) : null;
        if (from is not null && InheritanceWords.MakeOwn(from, table, scope).ToList() is [_, ..] released)
            operations.Releases.Add(operations.Add(new(Stage.Drop, table, released)));
        List<Change> changes = [.. table.Children.SelectMany(part => part.Kind.SayOwn(scope.From.Find(part.Id), part, scope))];
        if (changes.Count == 0) return;
        var own = operations.Add(new(Stage.Finish, table, changes));
        foreach (var part in table.Children.Prepend(table)) operations.Follow(own, part);
    }
}

/// <summary>
/// A table that leaves its parents for a moment does so while all that they hand down is as it was: what they get later would stay with it as its own.
/// </summary>
internal sealed class ReleaseLinks(Operations operations)
{
    internal void Link()
    {
        foreach (var release in operations.Releases)
        {
            var family = release.Item[Table.Inherits].Append(release.Item.Id.Address).ToHashSet(StringComparer.Ordinal);
            foreach (var operation in operations.All.Where(o => o.Item.Kind.ReachesBelow && family.Contains(o.Item.Top.Id.Address)))
            {
                // What goes would stay with it, too.
                if (operation.Stage is Stage.Drop && operation.Item.Kind.StaysBelow) release.After.Add(operation);
                else operation.After.Add(release);
            }
        }
    }
}
