namespace Confiture.Schema;

/// <content>What belongs to what, and what comes and goes together.</content>
internal abstract partial class Kind
{
    /// <summary>True for columns.</summary>
    internal virtual bool IsColumn => false;

    /// <summary>True for what has a place among its neighbours: columns, and what composite types consist of.</summary>
    internal virtual bool IsField => IsColumn;

    /// <summary>True when new fields come last, wherever the files have them.</summary>
    internal virtual bool GrowsAtTheEnd => false;

    /// <summary>True for what other objects are in.</summary>
    internal virtual bool IsNamespace => false;

    /// <summary>What makes an object; its own statement where nothing else does.</summary>
    internal virtual SchemaObject? MakerOf(SchemaObject item) => item.Parent;

    /// <summary>Says whether the statement that makes its maker makes an object, too.</summary>
    /// <param name="item">The object.</param>
    /// <param name="isMade">Says whether something is made.</param>
    internal virtual bool IsMadeWithin(SchemaObject item, Func<ObjectId, bool> isMade) => false;

    /// <summary>What takes an object along when it goes.</summary>
    internal virtual IEnumerable<SchemaObject> TakenBy(SchemaObject item) => MakerOf(item) is { } maker ? [maker] : [];

    /// <summary>True for what can go before its table does, and has to where something that the table needs stands between the two.</summary>
    internal virtual bool CanGoFirst => false;

    /// <summary>The index of a whole table that the index of a partition is part of; null for others.</summary>
    internal virtual SchemaObject? WholeOf(SchemaObject item) => null;

    /// <summary>The table that a foreign key points to; null for everything else.</summary>
    internal virtual SchemaObject? ReferredTable(SchemaObject item) => null;

    /// <summary>What belongs to an object and who names the object names as well: all attributes of a composite type, for example.</summary>
    /// <param name="item">The object.</param>
    /// <param name="user">Who names it.</param>
    internal virtual IEnumerable<SchemaObject> NamedWith(SchemaObject item, SchemaObject user) => [];

    /// <summary>Says whether tables have an object from the one above when that has it.</summary>
    internal virtual bool IsHandedDown(SchemaObject item) => false;

    /// <summary>Says whether a table has an object from another table.</summary>
    internal bool IsHandedDown(SchemaObject item, SchemaObject above) => item.Kind == above.Kind && item.Parent != above.Parent && IsHandedDown(item);

    /// <summary>True for what reaches the tables below, as an object of its own there or not.</summary>
    internal virtual bool ReachesBelow => false;

    /// <summary>True for what a table that leaves keeps as its own.</summary>
    internal virtual bool StaysBelow => false;

    /// <summary>Says whether a table has said something itself that it is to have from its parents alone.</summary>
    internal virtual bool IsNoLongerOwn(SchemaObject? from, SchemaObject to) => false;

    /// <summary>What a table itself is to declare of something that it inherits.</summary>
    /// <param name="from">The part as it is; null when it is new.</param>
    /// <param name="to">The part as it is to be.</param>
    /// <param name="scope">The two schemas.</param>
    internal virtual IEnumerable<Change> SayOwn(SchemaObject? from, SchemaObject to, Scope scope) => [];

    /// <summary>Where an object stands among those of its kind that could come next: columns as they are to stand.</summary>
    internal string Place(SchemaObject item) => IsField ? $"{item.Parent!.Id.Address} {item[Column.Number],6}" : item.Id.Address;
}
