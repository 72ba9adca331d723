using System.Reflection;

namespace Architecture.Tests;

/// <summary>docs/api lists what each library offers to others, so that every change of it is seen.</summary>
public sealed class PublicApiTests
{
    private static readonly string[] Executables = ["Confiture.RulesHost", "confiture", "fraisier"];

    public static TheoryData<string> Libraries { get; } =
        [.. Repository.Files(".csproj", "src").Select(path => Path.GetFileNameWithoutExtension(path)!).Except(Executables)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void What_a_library_offers_is_what_the_list_says(string library)
    {
        var document = $"docs/api/{library}.txt";
        var expected = PublicApi.Of(Assembly.Load(library));
        Assert.NotEmpty(expected);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(Repository.PathOf(document), expected);
        var (present, wanted) = (File.Exists(Repository.PathOf(document)) ? Repository.Read(document).Split('\n') : [], expected.Split('\n'));
        var changes = present.Except(wanted).Select(line => $"- {line}").Concat(wanted.Except(present).Select(line => $"+ {line}"));
        Assert.True(present.SequenceEqual(wanted), $"{document} is stale; UPDATE_DOCS=1 ./test.sh Architecture writes it.\n{string.Join('\n', changes)}");
    }

    [Fact]
    public void No_list_is_left_over() =>
        Assert.Equal(Libraries.Select(row => $"docs/api/{row.Data}.txt").Order(StringComparer.Ordinal), Repository.Files(".txt", "docs/api"));
}
