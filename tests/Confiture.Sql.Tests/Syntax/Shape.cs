using System.Collections;
using System.Text;
using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>A node as one line: its name and every property that says something, places as the text that is there.</summary>
internal static class Shape
{
    public static string Of(StatementNode node, string text) => node switch
    {
        Unclassified u => $"Unclassified at {(u.At.Length == 0 ? "the end" : $"'{u.At.In(text)}'")} of {u.Keywords}",
        _ => Value(node, text),
    };

    private static string Value(object value, string text) => value switch
    {
        SqlSpan span => $"`{OneLine(span.In(text))}`",
        Identifier name => name.Text,
        SqlName name => name.Schema is null ? name.Name : $"{name.Schema}.{name.Name}",
        StringConstant constant => $"'{OneLine(constant.Text)}'",
        TypeReference type => type.ToString(),
        RoleName role => role.IsKeyword ? role.Name.ToUpperInvariant() : role.Name,
        SqlOption option => $"{(option.Change is null ? "" : option.Change + " ")}{option.Name}{(option.Value is null ? "" : "=" + option.Value)}",
        SequenceOption option => $"{(option.No ? "no " : "")}{option.Name}{(option.Value is null ? "" : "=" + option.Value)}",
        RelationReference relation => (relation.Only ? "only " : "") + Value(relation.Name, text),
        string s => s,
        bool b => b ? "yes" : "no",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(e => Value(e, text)))}]",
        _ when value.GetType().Namespace == typeof(SqlSpan).Namespace && !value.GetType().IsEnum => Record(value, text),
        _ => value.ToString()!,
    };

    private static string Record(object value, string text)
    {
        var line = new StringBuilder(value.GetType().Name);
        var said = value.GetType().GetProperties().Where(p => p.CanWrite && p.Name is not "Span" && p.GetIndexParameters().Length == 0)
            .OrderBy(p => p.MetadataToken)
            .Select(p => (p.Name, p.PropertyType, Value: p.GetValue(value)))
            .Where(p => p.Value is not (null or false or ICollection { Count: 0 }) && !(p.Value is Enum e && Convert.ToInt32(e) == 0)
                || (p.Value is false && p.PropertyType == typeof(bool?)))
            .Select(p => p.Value is true && p.PropertyType == typeof(bool) ? p.Name : $"{p.Name}={Value(p.Value!, text)}")
            .ToList();
        if (said.Count > 0)
            line.Append('(').AppendJoin(", ", said).Append(')');
        return line.ToString();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
