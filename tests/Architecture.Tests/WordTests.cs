using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>Names say what a thing is, and files hold nothing of the place where they were written.</summary>
public sealed partial class WordTests
{
    private static readonly string[] Everything = ["."];
    private static readonly string[] Vague = ["Helper", "Helpers", "Manager", "Util", "Utils"];

    // First eight bytes of the SHA-256 of words that name who or what typed a line; as hashes, so that this file does not hold them.
    private static readonly HashSet<string> Unwanted = new(StringComparer.Ordinal) 
    {
        "c857d09db23e6822",
        "c70eca6b0f88f44d",
        "7d3194f79e645c42",
        "60965168ce762e94",
        "57de4cf40144bdf7",
        "3ea125d0bff386e6",
        "5d72436256ada538",
        "487b91042c7cf27a",
    };

    private static IEnumerable<string> Texts =>
        new[] { ".cs", ".md", ".sh", ".csproj", ".props", ".yaml", ".yml", ".json", ".sql", ".slnx", ".txt" }
            .SelectMany(extension => Repository.Files(extension, Everything));

    [Fact]
    public void No_type_is_named_after_having_no_better_name() => Assert.Empty(
        from path in Repository.Files(".cs", "src", "tests", "benchmarks", "examples")
        from Match match in TypeName().Matches(SourceCode.WithoutTexts(Repository.Read(path)))
        where Vague.Any(word => match.Groups["name"].Value.EndsWith(word, StringComparison.Ordinal))
        select $"{path}: {match.Groups["name"].Value}");

    [Fact]
    public void Nothing_is_left_to_do_in_comments() => Assert.Empty(
        from path in Texts
        from word in new[] { "TO" + "DO", "FIX" + "ME", "XX" + "X:" }
        where Repository.Read(path).Contains(word, StringComparison.Ordinal)
        select $"{path}: {word}");

    [Fact]
    public void No_file_names_the_machine_or_the_tool_that_it_was_written_with() => Assert.Empty(
        from path in Texts
        from Match match in Word().Matches(Repository.Read(path))
        where Unwanted.Contains(HashOf(match.Value))
        select $"{path}: {match.Value}");

    [Fact]
    public void The_read_me_begins_with_what_one_can_run()
    {
        var text = Repository.Read("README.md");
        Assert.All(["./demo.sh", "./test.sh"], (string script) =>
        {
            Assert.Contains(script, text, StringComparison.Ordinal);
            Assert.True(File.Exists(Repository.PathOf(script)), $"{script} does not exist");
        });
    }

    private static string HashOf(string word) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(word.ToLowerInvariant())).AsSpan(0, 8));

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\s+(struct\s+|class\s+)?(?<name>[A-Za-z_]\w*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();

    [GeneratedRegex("[A-Za-z]{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
