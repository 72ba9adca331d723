namespace Confiture.Schema;

/// <content>What is known of objects beyond the rows that they are read from.</content>
internal abstract partial class Kind
{
    /// <summary>False for what tells too little of itself to be made again: no plan makes one, and no copy of a database has one.</summary>
    internal virtual bool CanBeMade => true;

    /// <summary>False for what only tells what the server or an extension has made, whoever owns that.</summary>
    internal virtual bool MayBeOurs => true;

    /// <summary>The attribute for the comment on what the first alias names; null when there is none.</summary>
    internal virtual Attribute<string>? CommentOfAlias => null;

    /// <summary>Says whether its objects are wanted at all.</summary>
    internal virtual bool IsRead(CatalogOptions options) => true;

    /// <summary>The role that objects are told apart by; null when whose they are tells nothing apart.</summary>
    internal virtual string? RoleIn(in CatalogRow row) => null;

    /// <summary>What tells objects of one name apart, with the role where it is another one than that which builds the schema.</summary>
    internal virtual string? Detail(string? role, string? detail) => detail;

    /// <summary>Says whether an object may be somebody else's, as the files leave open.</summary>
    internal virtual bool IsShared(SchemaObject item, FactsOfFiles? facts) => false;

    /// <summary>Says whether the server has made an object together with the database.</summary>
    internal virtual bool IsOfInitdb(SchemaObject item) => false;

    /// <summary>Says whether an object tells nothing that is not so anyway.</summary>
    internal virtual bool IsAsUsual(SchemaObject item) => false;

    /// <summary>Takes out what is no part of the schema: the files do not say it, or it is said of itself.</summary>
    /// <param name="item">The object, which changes.</param>
    /// <param name="facts">What the files say; null when everything counts.</param>
    /// <param name="isBuilder">Says whether a role is the one that builds the schema.</param>
    internal virtual void LeaveOut(SchemaObject item, FactsOfFiles? facts, Func<string, bool> isBuilder)
    {
    }

    /// <summary>Leaves of an object what the files speak of.</summary>
    /// <returns>False when nothing is left.</returns>
    internal virtual bool Narrow(SchemaObject item, SchemaObject? inFiles) => true;

    /// <summary>Works out what takes all objects of the kind to know.</summary>
    internal virtual void Complete(IReadOnlyList<SchemaObject> all)
    {
    }

    /// <summary>Whether a dependency of the catalog's type says that an object is dropped together with what it depends on, and not that it needs it.</summary>
    internal virtual bool IsOwnedBy(char dependency) => false;
}
