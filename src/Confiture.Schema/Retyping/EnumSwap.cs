using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// An enum that loses values or puts them into another order is a new type. Where only columns of tables hold it the new type waits under another name until
/// the columns have it, and then takes the name of the old one.
/// </summary>
/// <param name="From">The enum as it is.</param>
/// <param name="To">The enum as it is to be.</param>
/// <param name="Names">Makes up names.</param>
internal sealed record EnumSwap(SchemaObject From, SchemaObject To, MadeNames Names)
{
    /// <summary>What differs.</summary>
    internal static readonly IReadOnlySet<string> Labels = new HashSet<string> { EnumType.Labels };

    private const string Array = "[]";

    private string Ahead => $"{SqlIdentifier.Write(To.Schema!)}.{SqlIdentifier.Write(Names.Ahead(To.Name))}";

    private string Aside => $"{SqlIdentifier.Write(To.Schema!)}.{SqlIdentifier.Write(Names.Aside(To.Name))}";

    /// <summary>The type under the names that it has before and after the swap.</summary>
    internal IEnumerable<ObjectId> Types => [To.Id, To.Id with { Address = Aside }];

    internal Change Create() => new(EnumType.Words(Ahead, To));

    /// <summary>The new type takes the name.</summary>
    internal IEnumerable<Change> Swap() => [Rename(To.Id.Address, Names.Aside(To.Name)), Rename(Ahead, To.Name)];

    /// <summary>The old type has the name again.</summary>
    internal IEnumerable<Change> SwapBack() => [Rename(To.Id.Address, Names.Ahead(To.Name)), Rename(Aside, To.Name)];

    /// <summary>A column that holds the enum, or an array of it; null when it does so in another way.</summary>
    internal RetypedColumn? Retyped(SchemaObject from, SchemaObject? to)
    {
        if (to is null || from[Column.Type] != to[Column.Type]
            || (from[Column.Type] != From.Id.Address && from[Column.Type] != From.Id.Address + Array))
        {
            return null;
        }

        var type = Ahead + (from[Column.Type] == From.Id.Address ? string.Empty : Array);
        return new(from, to, type, $"{SqlIdentifier.Write(from.Name)}::text::{type}", Names);
    }

    /// <summary>Says whether a column gets the new type.</summary>
    internal bool IsOf(RetypedColumn column) => column.Type == Ahead || column.Type == Ahead + Array;

    private static Change Rename(string address, string name) => new($"ALTER TYPE {address} RENAME TO {SqlIdentifier.Write(name)}");
}
