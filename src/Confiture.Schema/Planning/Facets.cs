using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What objects of all kinds have in common: owner, grants, comment and security labels.</summary>
internal static class Facets
{
    internal static readonly IReadOnlySet<string> Names = new HashSet<string>(["owner", "privileges", "comment", "security_labels"], StringComparer.Ordinal);

    /// <summary>What follows the creation of an object.</summary>
    internal static IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        if (item.Get("owner") is not null && OwnerChange(item) is { } owner) yield return owner;
        if (item.Kind is not DefaultPrivilegesKind && item.Attributes.Contains("privileges"))
        {
            foreach (var change in Privileges(item, scope.PrivilegesOfNew(item), ListOf(item, scope.To.ServerVersion))) yield return change;
        }

        if (item["comment"] is not null) yield return Comment(item);
        foreach (var label in item.ListOf("security_labels")) yield return Label(item, label, remove: false);
    }

    internal static IEnumerable<Change> Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        // A sequence that belongs to a column has the owner of its table.
        if (attributes.Contains("owner") && to.Get("owned_by") is null && OwnerChange(to) is { } owner) yield return owner;
        if (attributes.Contains("privileges") && to.Kind is not DefaultPrivilegesKind)
        {
            // What the new owner was granted is the owner's now.
            IReadOnlyList<string> old = [.. ListOf(from, scope.From.ServerVersion).Where(p => !attributes.Contains("owner") || to["owner"] is not { } successor || !p.Contains($" TO {SqlIdentifier.Write(successor)}", StringComparison.Ordinal))];
            foreach (var change in Privileges(to, old, ListOf(to, scope.To.ServerVersion))) yield return change;
        }

        if (attributes.Contains("comment")) yield return Comment(to);
        if (!attributes.Contains("security_labels")) yield break;
        foreach (var label in from.ListOf("security_labels").Except(to.ListOf("security_labels"), StringComparer.Ordinal)) yield return Label(to, label, remove: true);
        foreach (var label in to.ListOf("security_labels").Except(from.ListOf("security_labels"), StringComparer.Ordinal)) yield return Label(to, label, remove: false);
    }

    private static Change? OwnerChange(SchemaObject item) =>
        item.Kind.OwnerWord is { } word ? new($"ALTER {word} {item.Kind.OwnerTarget(item)} OWNER TO {(item["owner"] is { } owner ? SqlIdentifier.Write(owner) : "CURRENT_USER")}") : null;

    private static IEnumerable<Change> Privileges(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var (target, columns) = item.Kind is ColumnKind ? (item.Parent!, $" ({SqlIdentifier.Write(item.Name)})") : (item, string.Empty);
        var owner = target.Get("owner") is { } name ? SqlIdentifier.Write(name) : "CURRENT_USER";
        return Privilege.Changes(Target(target), owner, columns, from, to);
    }

    private static IReadOnlyList<string> ListOf(SchemaObject item, int version) => item["privileges"] is null ? Privilege.Usual(item.Kind, version) : item.ListOf("privileges");

    private static string Target(SchemaObject item) => item.Kind switch
    {
        TableKind or ViewKind or MaterializedViewKind or ForeignTableKind => $"TABLE {item.Id.Address}",
        RoutineKind or AggregateKind => $"ROUTINE {item.Id.Address}",
        TypeKind => $"TYPE {item.Id.Address}",
        ServerKind => $"FOREIGN SERVER {item.Id.Address}",
        _ => item.Kind.Reference(item),
    };

    private static Change Comment(SchemaObject item) =>
        new($"COMMENT ON {item.Kind.Reference(item)} IS {(item["comment"] is { } text ? SqlLiteral.Quote(text) : "NULL")}");

    private static Change Label(SchemaObject item, string label, bool remove)
    {
        var (provider, text) = label.Split('=', 2) is [var first, var second] ? (first, second) : throw new FormatException(label);
        return new($"SECURITY LABEL FOR {SqlIdentifier.Write(provider)} ON {item.Kind.Reference(item)} IS {(remove ? "NULL" : SqlLiteral.Quote(text))}");
    }
}
