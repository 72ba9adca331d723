namespace Confiture.Safety.Tests;

/// <summary>docs/lint is made of the rules; UPDATE_DOCS=1 writes it.</summary>
public sealed class PageTests
{
    private const string Start = "<!-- rules -->\n";
    private const string End = "<!-- end of rules -->";

    private static string Directory { get; } = Path.GetFullPath(Path.Combine(Files.Root, "../../docs/lint"));

    private static bool Updates => Environment.GetEnvironmentVariable("UPDATE_DOCS") is "1";

    [Fact]
    public void Every_rule_has_the_page_that_it_writes()
    {
        var expected = LintRules.All.ToDictionary(r => $"{r.Id}.md", RulePage.Of, StringComparer.Ordinal);
        if (Updates)
        {
            foreach (var old in System.IO.Directory.EnumerateFiles(Directory, "*.md").Where(f => Path.GetFileName(f) != "README.md")) File.Delete(old);
            foreach (var (name, text) in expected) File.WriteAllText(Path.Combine(Directory, name), text);
        }

        Assert.Equal(expected.Keys.Append("README.md").Order(StringComparer.Ordinal),
            System.IO.Directory.EnumerateFiles(Directory).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(expected, page => Assert.Equal(page.Value, File.ReadAllText(Path.Combine(Directory, page.Key))));
    }

    [Fact]
    public void The_index_lists_every_rule_and_the_tables_of_the_examples()
    {
        var path = Path.Combine(Directory, "README.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        var expected = $"\n{RulePage.Index()}## The tables of the examples\n\n```sql\n{ExampleSchema.Sql}```\n\n";
        if (Updates) File.WriteAllText(path, text = text[..start] + expected + text[end..]);
        Assert.Contains(Start + expected + End, text, StringComparison.Ordinal);
    }
}
