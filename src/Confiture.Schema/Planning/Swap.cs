namespace Confiture.Schema;

/// <summary>How an object makes room for its successor under another name, and goes when the successor is there.</summary>
internal static class Swap
{
    internal static IEnumerable<Change> MakeRoom(SchemaObject item, Scope scope) => item.Kind switch
    {
        IndexKind => IndexSwap.MakeRoom(item, scope),
        SequenceKind or ColumnKind => CounterSwap.MakeRoom(item, scope),
        _ => TypeSwap.MakeRoom(item, scope),
    };

    internal static IEnumerable<Change> Forget(SchemaObject item, Scope scope) => item.Kind switch
    {
        IndexKind => IndexSwap.Forget(item, scope),
        SequenceKind => CounterSwap.Forget(item, scope),
        // It goes with the identity of its column.
        IdentitySequenceKind => [],
        _ => TypeSwap.Forget(item, scope),
    };
}
