namespace Confiture.Schema;

/// <content>Rows, values and what is demanded of them.</content>
internal abstract partial class Kind
{
    /// <summary>True for what has rows that programs write, and has them here.</summary>
    internal virtual bool HoldsRows => false;

    /// <summary>True for what indexes can be made over.</summary>
    internal virtual bool HasIndexes => false;

    /// <summary>True for what a table can be clustered on or identified by.</summary>
    internal virtual bool CanBeChosen => false;

    /// <summary>True for what others wait for while a transaction changes it, so that one transaction changes one.</summary>
    internal virtual bool IsLockedAlone => false;

    /// <summary>True for what has labels instead of values of its own.</summary>
    internal virtual bool HasLabels => false;

    /// <summary>True for what counts.</summary>
    internal virtual bool Counts => false;

    /// <summary>Says whether something is lost permanently when an object is dropped, so that only the author knows whether it is merely renamed.</summary>
    internal virtual bool HoldsData(SchemaObject item) => false;

    /// <summary>Says whether an object has a value in every row of a table.</summary>
    internal virtual bool HoldsValues(SchemaObject item) => false;

    /// <summary>What an object demands of rows; null when that is nothing, or cannot be asked in a query.</summary>
    internal virtual KeyWords? Demands(SchemaObject item) => null;

    /// <summary>Says whether what an object demands holds for the rows that are there.</summary>
    internal virtual bool IsEnforced(SchemaObject item) => true;

    /// <summary>Says whether an index is one that a failed build has left.</summary>
    internal virtual bool IsUnbuilt(SchemaObject item) => false;

    /// <summary>Says whether who uses an object finds the same in both schemas.</summary>
    internal virtual bool IsAlike(SchemaObject from, SchemaObject to) => from.DifferencesTo(to).All(Facets.Names.Contains);

    /// <summary>The type that the values of a type are of; null when they are its own.</summary>
    internal virtual string? Underlying(SchemaObject item) => null;

    /// <summary>How much alike two objects are, as <see cref="Likeness"/> counts.</summary>
    /// <param name="from">The one.</param>
    /// <param name="to">The other.</param>
    /// <param name="byName">False when the names say nothing.</param>
    internal virtual double LikenessOf(SchemaObject from, SchemaObject to, bool byName) => Likeness.ByAttributes(from, to);
}
