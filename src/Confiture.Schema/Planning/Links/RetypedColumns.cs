namespace Confiture.Schema;

/// <summary>Columns are converted between the coming of their type's successor and the going of the type.</summary>
internal sealed class RetypedColumns(Operations operations)
{
    internal void Add()
    {
        var actions = operations.Actions;
        foreach (var (from, to) in actions.Retyped)
        {
            var operation = operations.AlterationOf(to);
            operation.Changes.InsertRange(0, [.. ColumnConversion.Convert(from, to, operations.Scope, actions.StepsAside), .. ColumnWords.Storage(to)]);
            foreach (var type in from.DependsOn.Where(actions.StepsAside))
            {
                operation.After.Add(operations.Creations[type.Id]);
                operations.Drops[type.Id].After.Add(operation);
            }
        }
    }
}
