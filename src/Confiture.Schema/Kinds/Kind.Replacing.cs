using Confiture.Sql;

namespace Confiture.Schema;

/// <content>What has to be recreated, and how the old one makes room for the new one.</content>
internal abstract partial class Kind
{
    /// <summary>True for what says what the values of columns are: when it is recreated the columns stay and are converted.</summary>
    internal virtual bool DescribesValues => false;

    /// <summary>True for what its dependents do not let go of by changing.</summary>
    internal virtual bool HoldsDependents => false;

    /// <summary>What has to be recreated because of an object, although it could change in place if nobody held it.</summary>
    internal virtual IEnumerable<SchemaObject> ToReplace(SchemaObject item, Holders holders) => [];

    /// <summary>Says whether what an object belongs to has to be recreated with it.</summary>
    internal virtual bool ReplacesParent(SchemaObject item, Holders holders) => false;

    /// <summary>Says whether an object holds values that columns have of it inside of others: of arrays, rows or ranges.</summary>
    internal virtual bool HoldsInside(SchemaObject item, Holders holders) => false;

    /// <summary>Says whether a change of an object changes the values in rows.</summary>
    internal virtual bool ChangesValues(IReadOnlySet<string> attributes) => false;

    /// <summary>Says whether an object steps aside for its successor, because others still use it when that comes.</summary>
    internal virtual bool StepsAside(SchemaObject item, PlannedActions actions) => false;

    /// <summary>Gives an object another name until its successor is there.</summary>
    internal virtual IEnumerable<Change> MakeRoom(SchemaObject item, Scope scope) => [new(Rename(item, scope.Names.Aside(item.Name))!)];

    /// <summary>Drops what has stepped aside.</summary>
    internal virtual IEnumerable<Change> Forget(SchemaObject item, Scope scope) => [new($"DROP {OwnerWord} {AddressAside(item, scope)}")];

    /// <summary>The name of what has stepped aside.</summary>
    internal static string AddressAside(SchemaObject item, Scope scope) =>
        $"{SqlIdentifier.Write(item.Schema!)}.{SqlIdentifier.Write(scope.Names.Aside(item.Name))}";

    /// <summary>Says whether an object takes values away from the type that it belongs to.</summary>
    internal virtual bool NarrowsParent => false;

    /// <summary>Says whether an object is made again for a column that takes the place of one that it is made over.</summary>
    internal virtual bool IsMadeForSuccessor(SchemaObject item) => false;

    /// <summary>Says whether that can be done while its table is in use.</summary>
    internal virtual bool CanBeMadeAhead(SchemaObject item) => false;

    /// <summary>Why no column can take the place of one that an object is made over; null when nothing is in the way.</summary>
    /// <param name="item">The object.</param>
    /// <param name="dependents">What depends on it.</param>
    internal virtual string? Hindrance(SchemaObject item, IEnumerable<SchemaObject> dependents) => null;

    /// <summary>Says whether an object is a key, which is an index as long as the table has another key of the name.</summary>
    internal virtual bool IsKey(SchemaObject item) => false;

    /// <summary>Says whether an object has values of the types that it depends on.</summary>
    internal virtual bool IsOfItsTypes(SchemaObject item) => false;
}
