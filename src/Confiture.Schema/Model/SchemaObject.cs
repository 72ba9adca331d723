using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Confiture.Schema;

/// <summary>
/// One object of a schema, as the catalogs of one server describe it. Its attributes are what the server's own functions print; a value
/// that is a list holds its members with a NUL between them, which no text in PostgreSQL can contain.
/// </summary>
public sealed class SchemaObject
{
    // Told apart from no list at all, and from a list whose one member is empty.
    private const string EmptyList = "\u0001";

    internal const string True = "true";
    private static readonly IReadOnlyList<SchemaObject> NoChildren = [];
    private readonly AttributeNames names;
    private readonly string?[] values;
    private List<SchemaObject>? children;
    private IReadOnlyList<SchemaObject>? dependsOn;

    internal SchemaObject(ObjectId id, Kind kind, SchemaObject? parent, string? schema, string name, AttributeNames names, string?[] values)
    {
        Id = id;
        Kind = kind;
        Parent = parent;
        Schema = schema;
        Name = name;
        this.names = names;
        this.values = values;
    }

    /// <summary>Which object it is.</summary>
    public ObjectId Id { get; }

    /// <summary>What it belongs to and is dropped with, for example the table of a column; null for a top-level object.</summary>
    public SchemaObject? Parent { get; }

    /// <summary>The schema that it is in, as the catalog has it; null for what is in none.</summary>
    public string? Schema { get; }

    /// <summary>Its own name, as the catalog has it.</summary>
    public string Name { get; }

    /// <summary>The names of its attributes.</summary>
    public IReadOnlyList<string> Attributes => names.All;

    /// <summary>What must be there before it, in the order of their ids; objects of extensions and of PostgreSQL itself are not listed.</summary>
    public IReadOnlyList<SchemaObject> DependsOn => dependsOn ??= Links?.DependsOn(this) ?? [];

    /// <summary>What belongs to it.</summary>
    public IReadOnlyList<SchemaObject> Children => children ?? NoChildren;

    /// <summary>The column that a sequence is dropped with; null when there is none.</summary>
    internal SchemaObject? OwningColumn => Links?.OwningColumn(this);

    /// <summary>The table that a foreign key points to; null for everything else.</summary>
    internal SchemaObject? ReferredTable => Kind.ReferredTable(this);

    /// <summary>What it belongs to in the end, or itself.</summary>
    internal SchemaObject Top => Parent?.Top ?? this;

    internal SchemaLinks? Links { private get; set; }

    internal Kind Kind { get; }

    /// <summary>Its number when the catalog knows it only as the column of something, otherwise 0.</summary>
    internal int Sub { get; init; }

    /// <summary>An attribute's value; null when it has none.</summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <exception cref="KeyNotFoundException">Objects of this kind have no such attribute on this server.</exception>
    public string? this[string attribute] => values[names.IndexOf(attribute)];

    internal string? this[Attribute<string> attribute]
    {
        get => Get(attribute.Name);
        set => Set(attribute, value);
    }

    internal bool this[Attribute<bool> attribute]
    {
        get => Get(attribute.Name) == True;
        set => Set(attribute, value ? True : null);
    }

    /// <summary>Null when it is neither.</summary>
    internal bool? this[Attribute<bool?> attribute] => Get(attribute.Name) is { } value ? value == True : null;

    internal int this[Attribute<int> attribute]
    {
        get => int.Parse(this[attribute.Name]!, CultureInfo.InvariantCulture);
        set => Set(attribute, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Empty also when it has no list.</summary>
    internal IReadOnlyList<string> this[Attribute<IReadOnlyList<string>> attribute]
    {
        get => MembersOf(Get(attribute.Name));
        set => Set(attribute, ListText(value));
    }

    internal bool Has(Attribute attribute) => Get(attribute.Name) is not null;

    /// <summary>Says whether two objects have the same value of an attribute, or none.</summary>
    internal bool Agrees(SchemaObject other, Attribute attribute) => string.Equals(Get(attribute.Name), other.Get(attribute.Name), StringComparison.Ordinal);

    internal void Remove(Attribute attribute) => Set(attribute, null);

    private void Set(Attribute attribute, string? value) => values[names.IndexOf(attribute.Name)] = value;

    /// <summary>The attributes that differ; those that only one of the two servers knows count when they have a value.</summary>
    /// <param name="other">The same object elsewhere.</param>
    internal IReadOnlyList<string> DifferencesTo(SchemaObject other)
    {
        // Nearly all are alike.
        if (ReferenceEquals(names, other.names) && values.AsSpan().SequenceEqual(other.values)) return [];
        return [.. names.All.Union(other.names.All, StringComparer.Ordinal)
            .Where(name => !string.Equals(Get(name), other.Get(name), StringComparison.Ordinal) && !Kind.Hints.Contains(name)
                && !Kind.IsUnknown(name, this, other))];
    }

    /// <summary>The members of an attribute that is a list; empty when it has no value.</summary>
    /// <param name="attribute">The attribute's name.</param>
    internal IReadOnlyList<string> ListOf(string attribute) => MembersOf(this[attribute]);

    internal static string ListText(IReadOnlyCollection<string?> members) => members.Count == 0 ? EmptyList : string.Join('\0', members);

    internal bool Is(string attribute) => this[attribute] == True;

    /// <summary>The value, or null also when objects of this kind have no such attribute on this server.</summary>
    internal string? Get(string attribute) => names.Find(attribute) is { } index ? values[index] : null;

    private static IReadOnlyList<string> MembersOf(string? text) => text switch { null or EmptyList => [], _ => text.Split('\0') };

    internal void Adopt(SchemaObject child) => (children ??= []).Add(child);

    /// <summary>Writes what makes it differ from others, for the fingerprint.</summary>
    internal void AddTo(StringBuilder text)
    {
        Add(Id.Kind);
        Add(Id.Address);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value || Kind.Hints.Contains(names.All[i])) continue;
            Add(names.All[i]);
            Add(value);
        }

        // With the length before it no text can pass for two.
        void Add(string part) => text.Append(part.Length).Append(':').Append(part);
    }

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();
}

/// <summary>The attribute names of all objects that one query has read: one for all queries with these names.</summary>
internal sealed class AttributeNames
{
    private static readonly ConcurrentDictionary<string, AttributeNames> Known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> indexes;

    private AttributeNames(IReadOnlyList<string> all)
    {
        All = all;
        indexes = all.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> All { get; }

    public static AttributeNames Of(IReadOnlyList<string> all) => Known.GetOrAdd(string.Join('\0', all), _ => new(all));

    public int? Find(string name) => indexes.TryGetValue(name, out var index) ? index : null;

    public int IndexOf(string name) => Find(name) ?? throw new KeyNotFoundException($"there is no attribute {name}; there are {string.Join(", ", All)}");
}
