using System.Reflection;
using System.Text.RegularExpressions;
using Foundation.Errors;

namespace Architecture.Tests;

/// <summary>Every error has a code of its own, and docs/errors.md lists them all.</summary>
public sealed partial class ErrorTests
{
    private const string Document = "docs/errors.md";

    private static IReadOnlyList<(ErrorCode Code, string Place)> Codes { get; } =
    [
        .. from assembly in Repository.ProductAssemblies()
           from type in assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where field.FieldType == typeof(ErrorCode)
           select ((ErrorCode)field.GetValue(null)!, $"{type.Name}.{field.Name}"),
    ];

    [Fact]
    public void Every_code_is_well_formed() => Assert.All(Codes, entry =>
    {
        Assert.Matches(WellFormed(), entry.Code.Id);
        Assert.True(Enum.IsDefined(entry.Code.Exit), entry.Place);
        Assert.NotEqual(ExitCode.Ok, entry.Code.Exit);
        Assert.Matches(@"^[A-Z].*[^.\s]$|^npm ", entry.Code.Title);
    });

    [Fact]
    public void No_code_has_two_meanings() =>
        Assert.Empty(Codes.GroupBy(entry => entry.Code.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.Place))}"));

    [Fact]
    public void Every_code_in_the_sources_is_declared_once()
    {
        var declared = Repository.Files(".cs", "src").SelectMany(path => Declaration().Matches(Repository.Read(path)).Select(m => m.Groups["id"].Value))
            .Order(StringComparer.Ordinal);
        Assert.Equal(declared, Codes.Select(entry => entry.Code.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_errors_is_what_the_code_says()
    {
        var expected = ErrorTable.Of([.. Codes.Select(entry => entry.Code)]);
        var path = Repository.PathOf(Document);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(path, expected);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected,
            $"{Document} is stale; UPDATE_DOCS=1 ./test.sh Architecture writes it. Expected:\n{expected}");
    }

    [GeneratedRegex("^(BASE|CONF|FRAI)-[A-Z]{2,3}-[0-9]{3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WellFormed();

    [GeneratedRegex("new(\\s+ErrorCode)?\\(\"(?<id>[A-Z]+-[A-Z]+-[0-9]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
