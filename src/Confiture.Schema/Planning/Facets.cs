using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>What objects of all kinds have in common: owner, grants, comment and security labels.</summary>
internal static class Facets
{
    internal static readonly IReadOnlySet<string> Names = new HashSet<string>(["owner", "privileges", "comment", "index_comment", "security_labels"], StringComparer.Ordinal);

    /// <summary>What follows the creation of an object.</summary>
    internal static IEnumerable<Change> Create(SchemaObject item, Scope scope)
    {
        if (item.Get("owner") is not null && OwnerChange(item) is { } owner) yield return owner;
        if (item.Kind is not DefaultPrivilegesKind && item.Attributes.Contains("privileges"))
        {
            foreach (var change in Privileges(item, scope.PrivilegesOfNew(item), ListOf(item, scope.To.ServerVersion))) yield return change;
        }

        if (item["comment"] is not null) yield return Comment(item);
        if (item.Get("index_comment") is not null) yield return IndexComment(item);
        foreach (var label in item.ListOf("security_labels")) yield return Label(item, label, remove: false);
    }

    internal static IEnumerable<Change> Alter(SchemaObject from, SchemaObject to, IReadOnlySet<string> attributes, Scope scope)
    {
        // A sequence that stays with its column has the owner of the table.
        if (attributes.Contains("owner") && (to.Get("owned_by") is null || attributes.Contains("owned_by")) && OwnerChange(to) is { } owner) yield return owner;
        if (attributes.Contains("privileges") && to.Kind is DefaultPrivilegesKind)
        {
            foreach (var change in Privilege.DefaultChanges(to, from.ListOf("privileges"), to.ListOf("privileges"))) yield return change;
        }
        else if (attributes.Contains("privileges"))
        {
            var old = ListOf(from, scope.From.ServerVersion);
            if (attributes.Contains("owner") && (to["owner"] ?? scope.From.Self) is { } successor) old = Privilege.Inherited(old, SqlIdentifier.Write(successor));
            foreach (var change in Privileges(to, old, ListOf(to, scope.To.ServerVersion))) yield return change;
        }

        if (attributes.Contains("comment")) yield return Comment(to);
        if (attributes.Contains("index_comment")) yield return IndexComment(to);
        if (!attributes.Contains("security_labels")) yield break;
        foreach (var label in from.ListOf("security_labels").Except(to.ListOf("security_labels"), StringComparer.Ordinal)) yield return Label(to, label, remove: true);
        foreach (var label in to.ListOf("security_labels").Except(from.ListOf("security_labels"), StringComparer.Ordinal)) yield return Label(to, label, remove: false);
    }

    private static Change? OwnerChange(SchemaObject item) =>
        item.Kind.OwnerWord is { } word ? new($"ALTER {word} {item.Kind.OwnerTarget(item)} OWNER TO {(item["owner"] is { } owner ? SqlIdentifier.Write(owner) : "CURRENT_USER")}") : null;

    internal static IEnumerable<Change> Privileges(SchemaObject item, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var (target, columns) = item.Kind is ColumnKind or SystemColumnKind ? (item.Parent!, $" ({SqlIdentifier.Write(item.Name)})") : (item, string.Empty);
        var owner = OwnerOf(target) is { } name ? SqlIdentifier.Write(name) : "CURRENT_USER";
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

    private static string? OwnerOf(SchemaObject item) => item.Attributes.Contains("owner") ? item["owner"] : item.Parent is { } parent ? OwnerOf(parent) : null;

    private static Change IndexComment(SchemaObject item) =>
        new($"COMMENT ON INDEX {ConstraintKind.IndexOf(item)} IS {(item["index_comment"] is { } text ? SqlLiteral.Quote(text) : "NULL")}");

    private static Change Comment(SchemaObject item) =>
        new($"COMMENT ON {item.Kind.Reference(item)} IS {((item["comment"] ?? item.Get("own_comment")) is { } text ? SqlLiteral.Quote(text) : "NULL")}");

    private static Change Label(SchemaObject item, string label, bool remove)
    {
        var (provider, text) = label.Split('=', 2) is [var first, var second] ? (first, second) : throw new FormatException(label);
        return new($"SECURITY LABEL FOR {SqlIdentifier.Write(provider)} ON {item.Kind.Reference(item)} IS {(remove ? "NULL" : SqlLiteral.Quote(text))}");
    }
}
