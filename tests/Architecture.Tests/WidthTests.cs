namespace Architecture.Tests;

/// <summary>A line of C# is read without scrolling.</summary>
public sealed class WidthTests
{
    private const int Limit = 160;

    [Fact]
    public void No_line_is_wider_than_160_columns()
    {
        var sources = Repository.Files(".cs", "src", "tests", "benchmarks", "examples");
        Assert.NotEmpty(sources);
        Assert.Empty(
            from path in sources
            from line in File.ReadLines(Repository.PathOf(path)).Index()
            where line.Item.Length > Limit
            select $"{path}:{line.Index + 1}: {line.Item.Length} columns");
    }
}
