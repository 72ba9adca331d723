using System.Globalization;
using System.Text.RegularExpressions;

namespace Confiture.Project;

/// <summary>A check as what it asks of columns: one of several lists of atoms has to hold.</summary>
/// <param name="Lists">The alternatives; an empty list asks nothing.</param>
/// <param name="IsWhole">False where a part of the check was not understood; the server then decides.</param>
internal sealed record Alternatives(IReadOnlyList<IReadOnlyList<Atom>> Lists, bool IsWhole)
{
    private const int Most = 64;

    private static readonly Alternatives Unknown = new([[]], IsWhole: false);

    private static readonly Dictionary<string, string> Opposites = new(StringComparer.Ordinal)
    {
        ["="] = "<>", ["<>"] = "=", ["<"] = ">=", [">="] = "<", [">"] = "<=", ["<="] = ">", ["~"] = "!~", ["!~"] = "~", ["~*"] = "!~*", ["!~*"] = "~*",
        ["~~"] = "!~~", ["!~~"] = "~~", ["~~*"] = "!~~*", ["!~~*"] = "~~*", ["= any"] = "<> all", ["<> all"] = "= any",
    };

    private static readonly Dictionary<string, string> Mirrored = new(StringComparer.Ordinal)
    {
        ["="] = "=", ["<>"] = "<>", ["<"] = ">", [">="] = "<=", [">"] = "<", ["<="] = ">=",
    };

    /// <summary>Understands a check as far as possible.</summary>
    /// <param name="text">The expression as the server prints it.</param>
    internal static Alternatives Of(string text) => ExpressionParser.Parse(text) is { } expression ? Of(expression, holds: true) : Unknown;

    internal static string Mirror(string sign) => Mirrored[sign];

    private static Alternatives Of(Expression expression, bool holds) => expression switch
    {
        Expression.Constant { Text: "true" or "false" } constant => (constant.Text == "true") == holds ? new([[]], true) : new([], true),
        Expression.Column column => Single(new Atom.OneOf(column.Name, [holds ? "true" : "false"])),
        Expression.Call { Name: "not" } call => Of(call.First, !holds),
        Expression.Call { Name: "is true" } call => Of(call.First, holds),
        Expression.Call { Name: "and" } call => holds ? Both(call, true, true) : Either(Of(call.First, false), Of(call.Second, false)),
        Expression.Call { Name: "or" } call => holds ? Either(Of(call.First, true), Of(call.Second, true)) : Both(call, false, false),
        Expression.Call { Name: "is null", First: Expression.Column column } => Single(new Atom.Null(column.Name, holds)),
        Expression.Call { Name: "=" or "<>", First: Expression.Call { Name: "is null" or "not" } } call => Same(call, call.Name == "=" == holds),
        Expression.Call { Name: "=", First: Expression.Call { Name: "num_nonnulls" } counted, Second: Expression.Constant { Text: "1" } } when holds =>
            OnlyOne([.. counted.Arguments.OfType<Expression.Column>()]),
        Expression.Call { Arguments: [_, _] } call when holds || Opposites.ContainsKey(call.Name) =>
            Compared(holds ? call.Name : Opposites[call.Name], call.First, call.Second) is { } atom ? Single(atom) : Unknown,
        _ => Unknown,
    };

    private static Alternatives Single(Atom atom) => new([[atom]], IsWhole: true);

    private static Alternatives Both(Expression.Call call, bool first, bool second) => And(Of(call.First, first), Of(call.Second, second));

    private static Alternatives Same(Expression.Call call, bool isSame) =>
        Either(Both(call, true, isSame), Both(call, false, !isSame));

    private static Alternatives OnlyOne(IReadOnlyList<Expression.Column> columns) =>
        new([.. columns.Select(one => (IReadOnlyList<Atom>)[.. columns.Select(c => new Atom.Null(c.Name, c != one))])], IsWhole: true);

    private static Alternatives And(Alternatives one, Alternatives other) => one.Lists.Count * other.Lists.Count > Most
        ? new(one.Lists, IsWhole: false)
        : new([.. from a in one.Lists from b in other.Lists select (IReadOnlyList<Atom>)[.. a, .. b]], one.IsWhole && other.IsWhole);

    // Of two ways, the one that is understood is taken.
    private static Alternatives Either(Alternatives one, Alternatives other) => (one.IsWhole, other.IsWhole) switch
    {
        (true, false) when one.Lists.Count > 0 => one,
        (false, true) when other.Lists.Count > 0 => other,
        _ => new([.. one.Lists.Concat(other.Lists).Take(Most)], one.IsWhole && other.IsWhole),
    };

    private static Atom? Compared(string sign, Expression left, Expression right)
    {
        if (Bare(left) is not Expression.Column && right is Expression.Column && Mirrored.TryGetValue(sign, out var mirrored))
            return Compared(mirrored, right, left);
        return (Bare(left), right) switch
        {
            (Expression.Column a, Expression.Column b) => Mirrored.ContainsKey(sign) ? new Atom.Order(a.Name, sign, b.Name) : null,
            (Expression.Column a, Expression.Constant { Text: { } text }) => WithConstant(sign, a.Name, text),
            (Expression.Column a, Expression.Call { Name: "now", Arguments: [] }) => sign is "<" or "<=" or ">" or ">="
                ? new Atom.Bound(a.Name, sign, sign[0] == '<' ? SeedTime.Today : SeedTime.FarFuture) : null,
            (Expression.Column a, Expression.Call { Name: "array" } list) => Listed(sign, a.Name, list),
            (Expression.Column a, Expression.Call { Name: "lower" or "upper", Arguments: [Expression.Column b] } call) when a == b && sign == "=" =>
                new Atom.Case(a.Name, call.Name == "upper"),
            (Expression.Call { Name: "length" or "char_length" or "character_length" or "octet_length" or "cardinality" or "array_length" } call,
                Expression.Constant { Text: { } text }) when Bare(call.First) is Expression.Column a && Mirrored.ContainsKey(sign) && sign != "<>"
                && int.TryParse(text, CultureInfo.InvariantCulture, out var count) => new Atom.Length(a.Name, sign, count),
            _ => null,
        };
    }

    // Texts of seeds have no space around them.
    private static Expression Bare(Expression expression) =>
        expression is Expression.Call { Name: "btrim" or "trim" or "rtrim" or "ltrim", Arguments: [var inner] } ? inner : expression;

    private static Atom? WithConstant(string sign, string column, string text) => sign switch
    {
        "=" => new Atom.OneOf(column, [text]),
        "<>" => new Atom.NoneOf(column, [text]),
        "<" or "<=" or ">" or ">=" => new Atom.Bound(column, sign, text),
        "~" or "~*" or "!~" or "!~*" => new Atom.Like(column, text, sign[^1] == '*', sign[0] == '!'),
        "~~" or "~~*" or "!~~" or "!~~*" => new Atom.Like(column, OfLike(text), sign[^1] == '*', sign[0] == '!'),
        _ => null,
    };

    private static Atom? Listed(string sign, string column, Expression.Call list)
    {
        List<string> values = [.. list.Arguments.OfType<Expression.Constant>().Select(c => c.Text).OfType<string>()];
        if (values.Count != list.Arguments.Count) return null;
        return sign switch { "= any" => new Atom.OneOf(column, values), "<> all" => new Atom.NoneOf(column, values), _ => null };
    }

    private static string OfLike(string pattern) =>
        $"^{string.Concat(pattern.Select(c => c switch { '%' => ".*", '_' => ".", _ => Regex.Escape(c.ToString()) }))}$";
}
