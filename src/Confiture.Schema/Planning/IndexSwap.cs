using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>An index that changes gets a successor before it goes, so that queries are never without one.</summary>
internal static class IndexSwap
{
    /// <summary>Not for an index that hangs on something that goes, nor for one that is part of another.</summary>
    internal static bool IsPossible(SchemaObject item, PlannedActions actions) =>
        item.Kind is IndexKind && actions.IsReplaced(item.Id) && actions.Scope.IsInUse(item.Parent!) && actions.Stays(item.Parent!.Id) && OnlineWords.IsPlain(item)
        && actions.Scope.From.Find(item.Id)!.DependsOn.All(on => actions.IsUntouched(on.Id) || on.Id == item.Parent!.Id);

    internal static IEnumerable<Change> MakeRoom(SchemaObject item, Scope scope) => [new($"ALTER INDEX {item.Id.Address} RENAME TO {SqlIdentifier.Write(scope.Names.Aside(item.Name))}")];

    internal static IEnumerable<Change> Forget(SchemaObject item, Scope scope) =>
        [new($"DROP INDEX CONCURRENTLY IF EXISTS {SqlIdentifier.Write(item.Schema!)}.{SqlIdentifier.Write(scope.Names.Aside(item.Name))}") { OutsideTransaction = true, Pace = Pace.Long }];
}
