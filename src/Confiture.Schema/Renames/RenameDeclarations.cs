using Confiture.Sql;
using Confiture.Sql.Syntax;
using Foundation.Errors;

namespace Confiture.Schema;

/// <summary>Reads <c>-- confiture: renamed from x</c> next to the new names in DDL files.</summary>
public static class RenameDeclarations
{
    private const string Words = "renamed from ";
    private const string Denial = "not renamed from ";

    /// <summary>All declarations of the files, in order.</summary>
    /// <param name="source">The files.</param>
    /// <exception cref="ToolException">A declaration is about nothing that has a name, or names nothing (<c>CONF-SCH-006</c>).</exception>
    public static IReadOnlyList<Rename> In(SchemaSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. source.Scripts.SelectMany(script => In(script, Words))];
    }

    /// <summary>What is declared to be no rename: <c>-- confiture: not renamed from x</c>.</summary>
    /// <param name="source">The files.</param>
    public static IReadOnlyList<Rename> Denied(SchemaSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. source.Scripts.SelectMany(script => In(script, Denial))];
    }

    private static IEnumerable<Rename> In(SqlScript script, string words)
    {
        var directives = SqlDirective.In(script).Where(d => d.Text.StartsWith(words, StringComparison.Ordinal)).ToList();
        if (directives.Count == 0) yield break;
        var nodes = SqlSyntax.Parse(script);
        foreach (var directive in directives)
        {
            var position = script.PositionOf(directive.Start);
            var place = $"{script.Name}:{position.Line}:{position.Column}";
            var node = nodes.FirstOrDefault(n => GivenName.Holds(n.Span, directive.About));
            if (node is null || About(node, directive.About) is not var (kind, name))
                throw SchemaErrors.BadRename(place, "No named object is next to it.");
            var old = directive.Text[words.Length..].Trim();
            yield return new([kind], name.Relation, name.Part, name.IsLabel ? LabelOf(old) : NameOf(old, place), place);
        }
    }

    // A label is a string and does not fold.
    private static QualifiedName LabelOf(string text) =>
        new(null, text is ['\'', .. var label, '\''] ? label.Replace("''", "'", StringComparison.Ordinal) : text);

    private static QualifiedName NameOf(string text, string place)
    {
        try
        {
            return QualifiedName.Parse(text);
        }
        catch (FormatException e)
        {
            throw SchemaErrors.BadRename(place, e.Message);
        }
    }

    // The innermost thing with a name around an offset: what belongs to something stands behind it.
    private static (string Kind, GivenName Name)? About(StatementNode node, int offset)
    {
        foreach (var kind in AllKinds.List.Reverse())
        {
            if (kind.NameIn(node, offset) is { } name) return (name.IsLabel ? Rename.Label : kind.Name, name);
        }

        return null;
    }
}
