using Confiture.Sql;

namespace Confiture.Schema;

/// <content>Who may do what.</content>
internal abstract partial class Kind
{
    /// <summary>What owner and PUBLIC may do with its objects when nobody has said anything.</summary>
    internal virtual Grants Grants => Grants.None;

    /// <summary>The object as GRANT names it.</summary>
    internal virtual string GrantTarget(SchemaObject item) => Reference(item);

    /// <summary>The privileges on an object that is there and of which nobody has said anything.</summary>
    internal virtual IReadOnlyList<string> PrivilegesAtFirst(SchemaObject item, int version) => Grants.Usual(version);

    /// <summary>The statements between two lists of privileges on an object.</summary>
    internal virtual IEnumerable<Change> Grant(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to) =>
        Privilege.Changes(GrantTarget(item), Facets.OwnerOf(item), string.Empty, from, to);

    /// <summary>Privileges on a column are granted on its table.</summary>
    protected static IEnumerable<Change> GrantColumn(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to) =>
        Privilege.Changes(item.Parent!.Kind.GrantTarget(item.Parent), Facets.OwnerOf(item.Parent), $" ({SqlIdentifier.Write(item.Name)})", from, to);

    /// <summary>Comments that an object can have, and on what.</summary>
    internal virtual IEnumerable<(Attribute<string> Attribute, string On)> Comments(SchemaObject item) => [(Facets.Comment, Reference(item))];
}

/// <summary>Privileges that objects of a kind have by the mere fact that they are there.</summary>
/// <param name="Owner">The letters of what the owner may do.</param>
/// <param name="Everyone">The letters of what PUBLIC may do.</param>
/// <param name="DefaultsFor">The letter of the default privileges that are about such objects; null when none are.</param>
internal sealed record Grants(string Owner, string Everyone, string? DefaultsFor)
{
    internal static readonly Grants None = new(string.Empty, string.Empty, null);

    internal static readonly Grants OfRows = new("arwdDxt", string.Empty, "r") { OwnerSince17 = "m" };

    internal static readonly Grants OfSequences = new("rwU", string.Empty, "S");

    internal static readonly Grants OfCallables = new("X", "X", "f");

    internal static readonly Grants OfTypes = new("U", "U", "T");

    /// <summary>What came with PostgreSQL 17.</summary>
    internal string OwnerSince17 { get; init; } = string.Empty;

    internal IReadOnlyList<string> Usual(int version) => Privilege.Usual(version >= 17_00_00 ? Owner + OwnerSince17 : Owner, Everyone);
}
