using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What objects of all kinds have in common: owner, grants, comment and security labels.</summary>
internal static class Facets
{
    internal static readonly Attribute<string> Owner = new("owner"), Comment = new("comment"), IndexComment = new("index_comment");

    internal static readonly Attribute<IReadOnlyList<string>> Privileges = new("privileges"), SecurityLabels = new("security_labels");

    /// <summary>The privileges that there are at first, of what tells them itself.</summary>
    internal static readonly Attribute<IReadOnlyList<string>> Usual = new("usual");

    internal static readonly IReadOnlySet<string> Names = new HashSet<string>([Owner, Privileges, Comment, IndexComment, SecurityLabels],
        StringComparer.Ordinal);

    /// <summary>What follows the creation of an object.</summary>
    internal static IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        if (item[Owner] is not null && OwnerChange(item) is { } owner) yield return owner;
        if (item.Attributes.Contains(Privileges.Name))
        {
            foreach (var change in item.Kind.Grant(item, scope.PrivilegesOfNew(item), PrivilegesOf(item, scope.To.ServerVersion))) yield return change;
        }

        foreach (var (attribute, on) in item.Kind.Comments(item).Where(c => item.Has(c.Attribute))) yield return CommentOn(on, item[attribute]);
        foreach (var label in item[SecurityLabels]) yield return Label(item, label, remove: false);
    }

    internal static IEnumerable<Change> Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        // A sequence that stays with its column has the owner of the table.
        if (attributes.Contains(Owner) && (to[Sequence.OwnedBy] is null || attributes.Contains(Sequence.OwnedBy))
            && OwnerChange(to) is { } owner)
        {
            yield return owner;
        }

        if (attributes.Contains(Privileges))
        {
            var old = PrivilegesOf(from, scope.From.ServerVersion);
            if (attributes.Contains(Owner) && (to[Owner] ?? scope.From.Self) is { } successor) old = Privilege.Inherited(old, SqlIdentifier.Write(successor));
            foreach (var change in to.Kind.Grant(to, old, PrivilegesOf(to, scope.To.ServerVersion))) yield return change;
        }

        // What an extension says of itself comes back when nobody says anything else.
        foreach (var (attribute, on) in to.Kind.Comments(to).Where(c => attributes.Contains(c.Attribute)))
            yield return CommentOn(on, to[attribute] ?? to[Extension.OwnComment]);
        if (!attributes.Contains(SecurityLabels)) yield break;
        foreach (var label in from[SecurityLabels].Except(to[SecurityLabels], StringComparer.Ordinal)) yield return Label(to, label, remove: true);
        foreach (var label in to[SecurityLabels].Except(from[SecurityLabels], StringComparer.Ordinal)) yield return Label(to, label, remove: false);
    }

    private static Change? OwnerChange(SchemaObject item) =>
        item.Kind.OwnerWord is { } word
            ? new($"ALTER {word} {item.Kind.OwnerTarget(item)} OWNER TO {(item[Owner] is { } owner ? SqlIdentifier.Write(owner) : "CURRENT_USER")}")
            : null;

    /// <summary>The owner as SQL, of an object or of what it belongs to.</summary>
    internal static string OwnerOf(SchemaObject item) =>
        item.Parent is { } parent && !item.Attributes.Contains(Owner.Name)
            ? OwnerOf(parent)
            : item[Owner] is { } owner
            ? SqlIdentifier.Write(owner)
            : "CURRENT_USER";

    private static IReadOnlyList<string> PrivilegesOf(SchemaObject item, int version) =>
        item.Has(Privileges) ? item[Privileges] : item.Kind.Grants.Usual(version);

    private static Change CommentOn(string target, string? text) => new($"COMMENT ON {target} IS {(text is null ? "NULL" : SqlLiteral.Quote(text))}");

    private static Change Label(SchemaObject item, string label, bool remove)
    {
        var (provider, text) = label.Split('=', 2) is [var first, var second] ? (first, second) : throw new FormatException(label);
        return new($"SECURITY LABEL FOR {SqlIdentifier.Write(provider)} ON {item.Kind.Reference(item)} IS {(remove ? "NULL" : SqlLiteral.Quote(text))}");
    }
}
