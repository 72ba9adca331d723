namespace Architecture.Tests;

/// <summary>What a file uses stands in one order: the system's namespaces, then others, then static members, then aliases.</summary>
public sealed class UsingTests
{
    [Fact]
    public void Usings_are_in_order() => Assert.Empty(
        from path in Repository.Files(".cs", "src", "tests", "benchmarks", "examples")
        let usings = File.ReadLines(Repository.PathOf(path)).TakeWhile(l => !l.StartsWith("namespace ", StringComparison.Ordinal))
            .Where(l => l.StartsWith("using ", StringComparison.Ordinal) && l.EndsWith(';') && !l.Contains('(', StringComparison.Ordinal))
            .Select(l => l[6..^1]).ToList()
        where !usings.SequenceEqual(usings.OrderBy(Group).ThenBy(u => u, StringComparer.Ordinal))
        select path);

    private static int Group(string name) => name switch
    {
        _ when name.Contains('=', StringComparison.Ordinal) => 3,
        _ when name.StartsWith("static ", StringComparison.Ordinal) => 2,
        "System" => 0,
        _ when name.StartsWith("System.", StringComparison.Ordinal) => 0,
        _ => 1,
    };
}
