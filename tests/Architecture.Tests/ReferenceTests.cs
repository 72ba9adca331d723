using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>docs/reference says of each command what the command tree says, between markers; what is outside of them people write.</summary>
public sealed partial class ReferenceTests
{
    [Theory]
    [InlineData("confiture")]
    [InlineData("fraisier")]
    public void The_reference_says_what_the_command_tree_says(string tool)
    {
        var document = $"docs/reference/{tool}.md";
        var blocks = new CommandReference(tool, TreeOf(tool)).Blocks;
        var text = Repository.Read(document);
        Assert.Equal(blocks.Select(b => b.Name), Block().Matches(text).Select(m => m.Groups["name"].Value));

        var texts = blocks.ToDictionary(b => b.Name, b => b.Text, StringComparer.Ordinal);
        var expected = Block().Replace(text, m => $"<!-- {m.Groups["name"].Value} -->\n{texts[m.Groups["name"].Value]}<!-- end -->\n");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(Repository.PathOf(document), expected);
        Assert.True(Repository.Read(document) == expected, $"{document} is stale; UPDATE_DOCS=1 ./test.sh Architecture writes it. Expected:\n{expected}");
    }

    [Fact]
    public void Every_schema_belongs_to_a_command()
    {
        var text = Repository.Read("docs/reference/confiture.md") + Repository.Read("docs/reference/fraisier.md") + Repository.Read("docs/errors.md");
        Assert.All(Repository.Files(".json", "docs/schemas"), file => Assert.Contains($"schemas/{Path.GetFileName(file)})", text));
    }

    private static RootCommand TreeOf(string tool) => tool == "fraisier"
        ? Fraisier.Cli.FraisierCommand.With(new())
        : (RootCommand)Activator.CreateInstance(Assembly.Load(tool).GetType("Confiture.Cli.Commands.ConfitureCommand", throwOnError: true)!)!;

    [GeneratedRegex("^<!-- (?<name>[a-z -]+) -->\n(?<text>.*?)<!-- end -->\n", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
