using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>Folders use each other one way, and files and processes are the business of a deployment's hosts and stores.</summary>
public sealed partial class FolderTests
{
    private const string Project = "src/Fraisier.Deployment";

    // What acts on files and processes of a machine lives here, and runs where that machine is.
    private static readonly string[] Acting = ["Hosts/", "Store", "Documents"];

    // Folders that use each other, directly or through others. The list may only become shorter.
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["Confiture.Safety"] = ["", "Effects", "Functions", "Lint", "Lint/Rules", "State"],
        ["Confiture.Schema"] = ["Bodies", "Catalog", "Diff", "Kinds", "Model", "Planning", "Planning/Links", "Renames", "Retyping", "Rows", "Shadow"],
    };

    private static IReadOnlyList<(string Folder, string Path, string Code)> Files { get; } =
    [
        .. Repository.Files(".cs", Project).Select(path => (FolderOf(path), path, SourceCode.WithoutTexts(Repository.Read(path)))),
    ];

    [Theory]
    [MemberData(nameof(PublicApiTests.Libraries), MemberType = typeof(PublicApiTests))]
    public void Folders_form_no_circle(string library)
    {
        var graph = FolderGraph.Of("src/" + library);
        Assert.NotEmpty(graph);
        var circles = FolderGraph.CirclesOf(graph);
        var known = Known.GetValueOrDefault(library, []);
        Assert.True(
            circles.Keys.All(known.Contains),
            string.Join('\n', circles.Select(f => $"{library}/{f.Key} uses {string.Join(", ", f.Value.Order(StringComparer.Ordinal))}")));
        Assert.True(known.Length == 0 || circles.Count > 0, $"{library} has no circle any more: remove it from {nameof(Known)}.");
    }

    [Fact]
    public void Only_hosts_and_stores_act_on_files_and_processes()
    {
        var offenders = Files.Where(f => !Acting.Any(a => f.Folder.StartsWith(a, StringComparison.Ordinal)) && f.Folder is not ("Configuration" or "Providers")
            && Acts().IsMatch(f.Code)).Select(f => f.Path);
        Assert.Empty(offenders);
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetRelativePath(Project, path)) ?? string.Empty;

    [GeneratedRegex(
        @"\b(File|Directory|FileInfo|DirectoryInfo|ProcessGroup|ChildProcess|Process|CommandRunner)\.[A-Z]"
            + @"|\bnew (FileStream|CommandRunner|FileInfo|DirectoryInfo)\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Acts();
}
