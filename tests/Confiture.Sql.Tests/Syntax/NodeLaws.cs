using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>What is true of every node: its places are in the text, in the statement, and in what holds them.</summary>
internal static class NodeLaws
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static IReadOnlyList<StatementNode> Hold(SqlScript script)
    {
        var nodes = SqlSyntax.Parse(script);
        Assert.Equal(script.Statements.Count, nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            var statement = script.Statements[i];
            Assert.Equal(new SqlSpan(statement.Start, statement.Length), nodes[i].Span);
            Check(nodes[i], nodes[i].Span, script.Text);
        }

        return nodes;
    }

    private static void Check(object value, SqlSpan within, string text)
    {
        if (value is SqlSpan span)
        {
            AssertInside(within, span, text, value);
            return;
        }

        if (value is IEnumerable list and not string)
        {
            foreach (var item in list)
                Check(item, within, text);
            return;
        }

        if (value.GetType().Namespace != typeof(SqlSpan).Namespace || value.GetType().IsEnum)
            return;
        if (SpanOf(value) is { } own)
        {
            AssertInside(within, own, text, value);
            within = own;
        }

        foreach (var property in Of(value.GetType()))
        {
            if (property.GetValue(value) is { } inner)
                Check(inner, within, text);
        }
    }

    private static SqlSpan? SpanOf(object value) =>
        value.GetType().GetProperty("Span")?.GetValue(value) is SqlSpan { Length: > 0 } span ? span : null;

    /// <summary>What is computed from other properties, or names a place elsewhere, is left out.</summary>
    private static PropertyInfo[] Of(Type type) => Properties.GetOrAdd(type, t =>
        [.. t.GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.CanWrite && p.Name is not ("Span" or "EqualityContract"))]);

    private static void AssertInside(SqlSpan within, SqlSpan span, string text, object value)
    {
        Assert.True(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, $"{span} of {value.GetType().Name} is not in the text: {text}");
        Assert.True(span.Length == 0 || within.Contains(span), $"{span} of {value.GetType().Name} is not in {within}: {text}");
    }
}
