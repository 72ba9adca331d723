using System.Globalization;
using Confiture.Sql;

namespace Confiture.Schema;

/// <summary>
/// Values of a type that gets a successor, as values of that. Composite values are converted by the names of their attributes, however deep they stand in
/// arrays, in other composites and under domains: text would hand them over by position.
/// </summary>
/// <param name="scope">The two schemas.</param>
internal sealed class ValueConversion(Scope scope)
{
    private const string Array = "[]";

    /// <summary>True when the expression holds a query, which ALTER TABLE takes only within a function.</summary>
    internal bool HasQuery { get; private set; }

    /// <summary>The expression.</summary>
    /// <param name="value">The value as SQL.</param>
    /// <param name="old">Its type.</param>
    /// <param name="wanted">The type that it is to have.</param>
    internal string Of(string value, string old, string wanted) => Of(value, old, wanted, 0);

    private string Of(string value, string old, string wanted, int depth)
    {
        if (!HoldsComposite(old, scope.From) || !HoldsComposite(wanted, scope.To)) return Plain(value, old, wanted);
        if (scope.From.Find(Domain.Kind, old) is { } domain) return Of(value, domain[Domain.Type]!, wanted, depth);
        if (scope.To.Find(Domain.Kind, wanted) is { } successor) return $"({Of(value, old, successor[Domain.Type]!, depth)})::{wanted}";
        if (IsArray(old) != IsArray(wanted)) return Plain(value, old, wanted);
        return IsArray(old)
            ? Elements(value, old[..^Array.Length], wanted, depth)
            : Row(value, scope.From.Find(CompositeType.Kind, old)!, scope.To.Find(CompositeType.Kind, wanted)!, wanted, depth);
    }

    private static bool IsArray(string type) => type.EndsWith(Array, StringComparison.Ordinal);

    private static bool HoldsComposite(string type, DatabaseSchema schema) =>
        IsArray(type)
            ? HoldsComposite(type[..^Array.Length], schema)
            : schema.Find(Domain.Kind, type) is { } domain
            ? HoldsComposite(domain[Domain.Type]!, schema)
            : schema.Find(CompositeType.Kind, type) is not null;

    // A cast that is written out cuts off what is too long; the assignment that it stands for would refuse it.
    private static string Plain(string value, string old, string wanted)
    {
        if (old == wanted && !old.Contains('.', StringComparison.Ordinal)) return value;
        if (ColumnType.Of(wanted) is not { IsText: true, IsArray: false, Modifiers: [var length] }) return $"{value}::text::{wanted}";
        var tooLong = string.Create(CultureInfo.InvariantCulture,
            $"WHEN length(rtrim({value}::text, ' ')) > {length} THEN ({value}::text || {SqlLiteral.Quote($" is too long for {wanted}")})::integer::text");
        return $"(CASE {tooLong} ELSE {value}::text END)::{wanted}";
    }

    private string Elements(string value, string old, string wanted, int depth)
    {
        HasQuery = true;
        var index = string.Create(CultureInfo.InvariantCulture, $"i{depth}");
        var element = Of($"({value})[{index}]", old, wanted[..^Array.Length], depth + 1);
        return $"(CASE WHEN {value} IS NULL THEN NULL WHEN array_ndims({value}) > 1 THEN 'an array of several dimensions cannot be converted'::text::{wanted}"
            + $" ELSE ARRAY(SELECT {element} FROM generate_subscripts({value}, 1) AS {index} ORDER BY {index})::{wanted} END)";
    }

    // Attributes that the successor has more are empty. A row of nulls is another value than none.
    private string Row(string value, SchemaObject old, SchemaObject wanted, string type, int depth)
    {
        var fields = wanted.Children.Where(c => c.Kind is AttributeKind).OrderBy(c => c[Column.Number])
            .Select(field => old.Children.FirstOrDefault(o => o.Kind is AttributeKind && o.Name == field.Name) is { } before
                ? Of($"({value}).{SqlIdentifier.Write(field.Name)}", before[Column.Type]!, field[Column.Type]!, depth) : $"NULL::{field[Column.Type]}");
        return $"(CASE WHEN {value} IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW({string.Join(", ", fields)})::{type} END)";
    }
}
