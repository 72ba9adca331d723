using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>Comments say what names do not.</summary>
public sealed partial class CommentTests
{
    private static IReadOnlyList<string> Sources { get; } = Repository.Files(".cs", "src", "tests", "benchmarks", "examples");

    [Fact]
    public void No_parameter_is_described_by_its_own_name() => Assert.Empty(
        from path in Sources
        from Match match in Parameter().Matches(Repository.Read(path))
        let text = match.Groups["text"].Value.Replace(" ", string.Empty, StringComparison.Ordinal)
        where text.Equals(match.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)
        select $"{path}: {match.Value}");

    [GeneratedRegex("""<(param|typeparam) name="(?<name>\w+)">((The|Its|A|An) )?(?<text>[\w ]+)\.?</""", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
