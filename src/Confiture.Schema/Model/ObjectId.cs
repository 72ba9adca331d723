namespace Confiture.Schema;

/// <summary>Which object of a schema: its kind and its name as SQL, written so that nothing else has it.</summary>
/// <param name="Kind">The kind's name, for example <c>table</c> or <c>check constraint</c>.</param>
/// <param name="Address">The qualified name, quoted where it has to be; for what can be overloaded with its argument types,
/// for what belongs to a table after the table's name.</param>
public sealed record ObjectId(string Kind, string Address)
{
    /// <summary>By kind, then by address, both as text.</summary>
    public static IComparer<ObjectId> Order { get; } = Comparer<ObjectId>.Create(static (x, y) =>
        string.CompareOrdinal(x.Kind, y.Kind) is not 0 and var byKind ? byKind : string.CompareOrdinal(x.Address, y.Address));

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Address}";
}
