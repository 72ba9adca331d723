using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>Folders of the deployment domain have no circles, and files and processes are the business of hosts and stores.</summary>
public sealed partial class FolderTests
{
    private const string Project = "src/Fraisier.Deployment";

    // What acts on files and processes of a machine lives here, and runs where that machine is.
    private static readonly string[] Acting = ["Hosts/", "Store", "Documents"];

    private static IReadOnlyList<(string Folder, string Path, string Code)> Files { get; } =
    [
        .. Repository.Files(".cs", Project).Select(path => (FolderOf(path), path, SourceCode.WithoutTexts(Repository.Read(path)))),
    ];

    [Fact]
    public void Folders_form_no_circle()
    {
        var home = Files.SelectMany(f => Declaration().Matches(f.Code).Select(m => (Type: m.Groups["name"].Value, f.Folder))).GroupBy(d => d.Type).Where(g => g.Select(d => d.Folder).Distinct().Count() == 1)
            .ToDictionary(g => g.Key, g => g.First().Folder, StringComparer.Ordinal);
        Assert.InRange(home.Count, 50, int.MaxValue);
        var uses = Files.GroupBy(f => f.Folder).ToDictionary(
            g => g.Key, g => g.SelectMany(f => Word().Matches(f.Code).Select(m => home.GetValueOrDefault(m.Value))).OfType<string>().Where(to => to != g.Key).ToHashSet(), StringComparer.Ordinal);
        // What depends on nothing that is left can go; what stays at the end is a circle.
        while (uses.FirstOrDefault(f => f.Value.Count == 0).Key is { } free)
        {
            uses.Remove(free);
            foreach (var others in uses.Values) others.Remove(free);
        }

        Assert.True(uses.Count == 0, string.Join("\n", uses.Select(f => $"{f.Key} uses {string.Join(", ", f.Value.Order())}")));
    }

    [Fact]
    public void Only_hosts_and_stores_act_on_files_and_processes()
    {
        var offenders = Files.Where(f => !Acting.Any(a => f.Folder.StartsWith(a, StringComparison.Ordinal)) && f.Folder is not ("Configuration" or "Providers") && Acts().IsMatch(f.Code)).Select(f => f.Path);
        Assert.Empty(offenders);
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetRelativePath(Project, path)) ?? string.Empty;

    [GeneratedRegex(@"^[a-z][a-z ]*\b(class|record|struct|interface|enum)\s+(struct\s+)?(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Word();

    [GeneratedRegex(
        @"\b(File|Directory|FileInfo|DirectoryInfo|ProcessGroup|ChildProcess|Process|CommandRunner)\.[A-Z]"
            + @"|\bnew (FileStream|CommandRunner|FileInfo|DirectoryInfo)\b",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Acts();
}
