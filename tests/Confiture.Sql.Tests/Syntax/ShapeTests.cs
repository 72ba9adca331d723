using System.Reflection;
using Confiture.Sql.Syntax;

namespace Confiture.Sql.Tests;

/// <summary>
/// The files under corpus/syntax: before each statement a comment says what it is. <c>UPDATE_SHAPES=1</c> writes the comments anew,
/// for a person to read in the difference.
/// </summary>
public sealed class ShapeTests
{
    private const string Mark = "-- is ";

    public static TheoryData<string> Files => [.. Corpus.Names("syntax/ok").Select(n => $"ok/{n}").Concat(Corpus.Names("syntax/err").Select(n => $"err/{n}"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_statement_is_what_the_file_says(string file)
    {
        var (folder, name) = ($"syntax/{file.Split('/')[0]}", file.Split('/')[1]);
        var text = Corpus.Read(folder, name);
        var script = SqlScript.Parse(file, text);
        var shapes = NodeLaws.Hold(script).Select(n => Shape.Of(n, text)).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_SHAPES") == "1")
        {
            File.WriteAllText(Path.Combine(Corpus.ProjectDirectory, "corpus", folder, name),
                string.Concat(script.Statements.Zip(shapes).Select(p => $"{Mark}{p.Second}\n{p.First.Text};\n\n")).TrimEnd() + "\n");
        }

        var expected = script.Pieces.Where(p => p.Kind == SqlPieceKind.Comment && p.Text.StartsWith(Mark, StringComparison.Ordinal))
            .Select(p => p.Text[Mark.Length..]).ToList();
        Assert.Equal(expected, shapes);
        Assert.All(shapes, s => Assert.Equal(folder == "syntax/err", s.StartsWith("Unclassified", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_node_has_a_shape_in_a_file()
    {
        var seen = new HashSet<Type>();
        foreach (var name in Corpus.Names("syntax/ok"))
            Collect(SqlSyntax.Parse(SqlScript.Parse(name, Corpus.Read("syntax/ok", name))), seen);
        // What no released parser of PostgreSQL can judge yet stands apart from the files.
        foreach (var given in typeof(NewerSyntaxTests).GetMethods().SelectMany(m => m.GetCustomAttributes<InlineDataAttribute>()))
            Collect(SqlSyntax.Parse(SqlScript.Parse("newer", (string)given.Data[0]!)), seen);
        Assert.DoesNotContain(OracleKinds.Nodes, n => !seen.Contains(n));
        Assert.DoesNotContain(typeof(TableAction).GetNestedTypes().Concat(typeof(DomainAction).GetNestedTypes())
            .Concat(typeof(AttributeAction).GetNestedTypes()).Concat(typeof(PartitionBound).GetNestedTypes()), n => !seen.Contains(n));
        Assert.DoesNotContain(typeof(ConstraintNode).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(ConstraintNode)) && !t.IsAbstract),
            n => !seen.Contains(n));
    }

    private static void Collect(object value, HashSet<Type> seen)
    {
        if (value is System.Collections.IEnumerable list and not string)
        {
            foreach (var item in list)
                Collect(item, seen);
        }
        else if (value.GetType().Namespace == typeof(StatementNode).Namespace && value.GetType().IsClass)
        {
            seen.Add(value.GetType());
            foreach (var property in value.GetType().GetProperties().Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
            {
                if (property.GetValue(value) is { } inner)
                    Collect(inner, seen);
            }
        }
    }
}
