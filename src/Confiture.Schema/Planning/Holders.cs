namespace Confiture.Schema;

/// <summary>Who holds values of a type, or rows of a table, so that the server does not allow what it would allow otherwise.</summary>
/// <param name="scope">The two schemas.</param>
/// <param name="dependents">Who depends on an object of the first schema.</param>
/// <param name="isChanged">Says whether an object of the first schema is another one in the second.</param>
internal sealed class Holders(Scope scope, Func<SchemaObject, IReadOnlyList<SchemaObject>> dependents, Func<SchemaObject, bool> isChanged)
{
    /// <summary>An object as it is to be; null when it goes.</summary>
    internal SchemaObject? Wanted(SchemaObject item) => scope.To.Find(item.Id);

    internal bool IsChanged(SchemaObject item) => isChanged(item);

    /// <summary>Says whether a column of a table has a type.</summary>
    internal bool HaveColumns(SchemaObject type) => dependents(type).Any(d => d.Kind.HoldsValues(d));

    /// <summary>Says whether columns have values of a type inside of others.</summary>
    internal bool HoldInside(SchemaObject type) => dependents(type).Any(d => d.Parent != type && d.Kind.HoldsInside(d, this));

    /// <summary>Columns of other tables whose values are rows of a table.</summary>
    internal IEnumerable<SchemaObject> ColumnsOfRows(SchemaObject table) =>
        dependents(table).Where(d => d.Kind.HoldsValues(d) && d.Parent != table && d[Column.Generated] is null && !d[Part.Above] && Wanted(d) is not null);

    /// <summary>Says whether a foreign key points at a whole table that a partition leaves: if only for a moment, that takes rows away from it.</summary>
    internal bool PointsAtWhatLeaves(SchemaObject key) =>
        key.ReferredTable is { } referred && Wanted(key) is not null && !key[Part.Inherited] && TableWords.IsPartitioned(referred)
        && TableWords.Family(referred, scope.From).Any(t => t != referred && t != key.Parent && Wanted(t) is { } to && TableWords.HasOtherParents(t, to));
}
