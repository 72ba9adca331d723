using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>A column that gets another type by way of a successor.</summary>
/// <param name="From">The column as it is.</param>
/// <param name="To">The column as it is to be.</param>
/// <param name="Type">The type of the successor, while it is one.</param>
/// <param name="Value">The expression that converts its values.</param>
/// <param name="Names">Makes up names.</param>
internal sealed record RetypedColumn(SchemaObject From, SchemaObject To, string Type, string Value, MadeNames Names)
{
    internal string Name => SqlIdentifier.Write(From.Name);

    /// <summary>The name of the new column until it takes the old one's place.</summary>
    internal string Successor { get; } = SqlIdentifier.Write(Names.Ahead(From.Name));

    /// <summary>The name of the old column from then on, until it goes.</summary>
    internal string Predecessor { get; } = SqlIdentifier.Write(Names.Aside(From.Name));

    /// <summary>True when the column has an identity and is to have a sequence of its own instead.</summary>
    internal bool HandsOverIdentity =>
        From[Column.Identity] is not null && To[Column.Identity] is null && To.Children.Any(c => c.DependsOn.Any(d => d.Kind.Counts));

    internal string SuccessorType => Type + (To[Column.Collation] is { } collation ? $" COLLATE {collation}" : string.Empty);

    /// <summary>The change of type in place, which the successor avoids.</summary>
    internal SqlScript InPlace()
    {
        var cast = Value == Name ? string.Empty : $" USING {Value}";
        return SqlScript.Parse("type", $"ALTER TABLE {From.Parent!.Id.Address} ALTER COLUMN {Name} TYPE {SuccessorType}{cast}");
    }

    /// <summary>True of rows that have no value in the new column and get one; a row of nulls is a value.</summary>
    internal string IsUnfilled => $"{Successor} IS NOT DISTINCT FROM NULL AND ({Value}) IS DISTINCT FROM NULL";

    /// <summary>The column in the table itself or in one below it, in a schema that has it.</summary>
    internal SchemaObject In(DatabaseSchema schema, SchemaObject table) => schema.Find(From.Kind.Name, $"{table.Id.Address}.{Name}")!;

    /// <summary>Before the swap, and after it: the old column's values are in the new one.</summary>
    internal IEnumerable<ColumnCopy> Copies
    {
        get
        {
            yield return new(Column.IdOf(From.Parent!, Successor), From.Id, Value);
            yield return new(From.Id, Column.IdOf(From.Parent!, Predecessor), Value);
        }
    }
}
