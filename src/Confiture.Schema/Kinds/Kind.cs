using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// One kind of object: how it is read from the catalogs, written as SQL, changed and dropped. Every kind has these parts under these names;
/// what all kinds have in common (owner, grants, comment, security labels) is not a kind's business.
/// </summary>
internal abstract partial class Kind
{
    /// <summary>What people call it; the first half of an <see cref="ObjectId"/>.</summary>
    internal abstract string Name { get; }

    /// <summary>The catalog that its objects are rows of.</summary>
    internal abstract uint Catalog { get; }

    /// <summary>The catalog of what its objects belong to; null when they stand alone.</summary>
    internal virtual uint? ParentCatalog => null;

    /// <summary>
    /// The query for all objects of the kind, whoever made them. Its first columns are <c>oid</c>, <c>sub</c> (the column number, or 0),
    /// <c>parent</c> (an oid in <see cref="ParentCatalog"/>), <c>aliases</c> (other addresses of the same thing, as pairs of catalog and oid),
    /// <c>schema</c>, <c>name</c> and <c>detail</c> (what tells objects of one name apart); every further column is an attribute, of type text or text[].
    /// </summary>
    /// <param name="version">The server's version as PostgreSQL counts.</param>
    internal abstract string Query(int version);

    /// <summary>The qualified name, unique within the kind.</summary>
    internal virtual string Address(SchemaObject? parent, string? schema, string name, string? detail) =>
        (parent is not null ? parent.Id.Address + "." : schema is not null ? SqlIdentifier.Write(schema) + "." : string.Empty)
            + SqlIdentifier.Write(name) + detail;

    /// <summary>The words that stand for an object in COMMENT ON, for example <c>COLUMN public.users.name</c>.</summary>
    internal abstract string Reference(SchemaObject item);

    /// <summary>Makes the object, without owner, grants, comment and labels.</summary>
    internal abstract IEnumerable<Change> Create(SchemaObject item, Scope scope);

    /// <summary>Removes the object and nothing else.</summary>
    internal virtual IEnumerable<Change> Drop(SchemaObject item, Scope scope) => [new($"DROP {Reference(item)}")];

    /// <summary>Makes one state of an object into another; null when that takes a new object.</summary>
    /// <param name="from">The object as it is.</param>
    /// <param name="to">The object as it is to be.</param>
    /// <param name="attributes">What differs, without owner, grants, comment and labels.</param>
    /// <param name="scope">The two schemas and how to plan.</param>
    internal virtual IEnumerable<Change>? Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => null;

    /// <summary>What an object lets go of before anything else about it changes.</summary>
    /// <param name="from">The object as it is.</param>
    /// <param name="to">The object as it is to be.</param>
    /// <param name="attributes">What differs.</param>
    /// <param name="scope">The two schemas and how to plan.</param>
    internal virtual IEnumerable<Change> Leave(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => [];

    /// <summary>A name space shared with other kinds, in which two objects cannot have one name at one time;
    /// null when its own kind is the name space.</summary>
    internal virtual string? NameSpace => null;

    /// <summary>The word of ALTER ... OWNER TO; null when objects of the kind have no owner of their own.</summary>
    internal virtual string? OwnerWord => null;

    /// <summary>The object as ALTER ... OWNER TO names it.</summary>
    internal virtual string OwnerTarget(SchemaObject item) => item.Id.Address;

    /// <summary>Attributes that are made by <see cref="Finish"/>, because they need more than the object itself.</summary>
    internal virtual IReadOnlySet<string> Late => NoAttributes;

    /// <summary>Attributes that say where an object stands and not what it is; no statement changes them alone.</summary>
    internal virtual IReadOnlySet<string> Descriptive => NoAttributes;

    /// <summary>Attributes that help to write an object and are no part of what it is: two objects that differ in nothing else are the same.</summary>
    internal virtual IReadOnlySet<string> Hints => NoAttributes;

    /// <summary>Whether one of two objects keeps an attribute from whoever reads: then nobody knows whether they differ.</summary>
    internal virtual bool IsUnknown(string attribute, SchemaObject from, SchemaObject to) => false;

    /// <summary>Attributes that PostgreSQL changes in one direction only: on the down migration they stay as they are, and the file says so.</summary>
    internal virtual IReadOnlySet<string> OneWay => NoAttributes;

    /// <summary>What can be said only when other objects are there.</summary>
    /// <param name="from">The object as it is; null when it is new.</param>
    /// <param name="to">The object as it is to be.</param>
    /// <param name="attributes">The late attributes that differ; for a new object all that have a value.</param>
    /// <param name="scope">The two schemas.</param>
    internal virtual IEnumerable<LateChange> Finish(SchemaObject? from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope) => [];

    /// <summary>Says whether a late attribute has to be said again.</summary>
    internal virtual bool IsLateChange(string name, SchemaObject from, SchemaObject to) => from.Get(name) != to.Get(name);

    /// <summary>Gives the object another name; null when the server cannot.</summary>
    internal virtual string? Rename(SchemaObject item, string name) =>
        OwnerWord is { } word ? $"ALTER {word} {OwnerTarget(item)} RENAME TO {SqlIdentifier.Write(name)}" : null;

    /// <summary>Says whether two objects are one and the same but for the name, so that a new name makes one of the other.
    /// Only for what holds no data of its own; the rest has to be declared.</summary>
    internal virtual bool IsSameButForName(SchemaObject from, SchemaObject to) => false;

    /// <summary>True when the values of its options may be passwords.</summary>
    internal virtual bool HoldsSecrets => false;

    /// <summary>Says whether something that depends on an object has to be out of the way while the object changes in place.</summary>
    internal virtual bool IsInTheWay(SchemaObject dependent, IReadOnlySet<string> attributes) => false;

    /// <summary>The name that nothing else may have at the same time, or null.</summary>
    internal virtual string? Occupies(SchemaObject item) => NameSpace is null ? null : $"{NameSpace} {item.Schema}.{item.Name}";

    protected static readonly IReadOnlySet<string> NoAttributes = new HashSet<string>();
}

/// <summary>Statements and what must be there before them.</summary>
internal sealed record LateChange(IReadOnlyList<Change> Changes, IEnumerable<SchemaObject> After)
{
    internal LateChange(Change change, IEnumerable<SchemaObject> after)
        : this([change], after)
    {
    }
}
