using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What can be said of an object only when others are there.</summary>
internal sealed class LateOperations(Operations operations)
{
    private readonly Scope scope = operations.Scope;

    internal void Add()
    {
        foreach (var operation in operations.All.Where(o => o.Stage is Stage.Create or Stage.Alter).ToList()) Add(operation);
        foreach (var index in operations.Actions.Created.Where(item => item.Kind.CanBeChosen && !operations.Creations.ContainsKey(item.Parent!.Id)))
            ChooseAgain(index);
    }

    private void Add(Operation operation)
    {
        var (item, from) = (operation.Item, operation.Stage is Stage.Create ? null : scope.From.Find(operation.Item.Id));
        HashSet<string> attributes = [.. item.Kind.Late.Where(name => from is null ? item.Get(name) is not null : item.Kind.IsLateChange(name, from, item))];
        if (attributes.Count == 0) return;
        foreach (var late in item.Kind.Finish(from, item, attributes, scope))
        {
            var added = operations.Add(new(Stage.Finish, item, late.Changes));
            added.After.Add(operation);
            if (attributes.Contains(Table.Bound)) operations.Attachments[item.Id] = added;
            // What is said may use what these use: the bound of a partition a new value of an enum.
            foreach (var needed in late.After.SelectMany(n => n.DependsOn.Prepend(n))) operations.Follow(added, needed);
        }
    }

    // A table forgets which index it was clustered on or identified by when that index is recreated.
    private void ChooseAgain(SchemaObject index)
    {
        if (scope.From.Find(index.Id) is null) return;
        var (table, name) = (index.Parent!, SqlIdentifier.Write(index.Name));
        HashSet<string> chosen = [];
        if (table[Table.ClusteredOn] == name) chosen.Add(Table.ClusteredOn);
        if (table[Table.ReplicaIdentity] == $"USING INDEX {name}") chosen.Add(Table.ReplicaIdentity);
        if (chosen.Count == 0 || scope.From.Find(table.Id) is not { } from) return;
        foreach (var late in table.Kind.Finish(from, table, chosen, scope))
            operations.Add(new(Stage.Finish, table, late.Changes)).After.Add(operations.Creations[index.Id]);
    }
}
