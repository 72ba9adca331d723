using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>Flyway's files: <c>V1_2__name.sql</c>, <c>U1_2__name.sql</c> to undo it, and <c>.sql.conf</c> next to it.</summary>
internal static partial class FlywayFiles
{
    public static IReadOnlyList<OlderFile> Read(string directory, List<string> notes, List<string> problems)
    {
        List<(string Path, Match Name)> paths = [.. OlderText.SqlFiles(directory, deep: true).Select(p => (p, FileName().Match(Path.GetFileName(p))))];
        notes.AddRange(paths.Where(p => p.Name.Groups["kind"].Value is not ("V" or "U")).Select(p => p.Name.Groups["kind"].Value == "R"
            ? $"{p.Path} is repeatable: put it into the schema files, which say how views and functions are to be"
            : $"{p.Path} is no versioned migration of Flyway"));
        var undo = paths.Where(p => p.Name.Groups["kind"].Value == "U").ToList();
        List<OlderFile> files = [];
        foreach (var (path, name) in paths.Where(p => p.Name.Groups["kind"].Value == "V"))
        {
            if (OlderText.Read(path, problems) is not { } text) continue;
            var down = undo.Find(u => OlderVersion.AreSame(VersionOf(u.Name), VersionOf(name))).Path;
            var back = down is null ? null : OlderText.Read(down, problems);
            OlderText.RequireNoPlaceholder(path, text, problems);
            if (back is not null) OlderText.RequireNoPlaceholder(down!, back, problems);
            files.Add(new(path, VersionOf(name), name.Groups["name"].Value, text, back)
            {
                DownPath = down ?? path,
                Conditions =
                [
                    .. Setting(path, Execution()).Where(s => s[(s.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim() != "true").Select(s => $"`{s}`"),
                ],
                OutsideTransaction = IsOutside(path), DownOutsideTransaction = down is not null && IsOutside(down), Checksum = OlderText.LineCrc(text),
            });
        }

        return [.. files.OrderBy(f => f.Version, Comparer<string?>.Create((a, b) => OlderVersion.Compare(a!, b!)))];
    }

    // Flyway writes 1.2 into its table for a file named V1_2.
    private static string VersionOf(Match name) => name.Groups["version"].Value.Replace('_', '.');

    private static bool IsOutside(string path) => Setting(path, Outside()).Any();

    private static IEnumerable<string> Setting(string path, Regex setting) =>
        File.Exists(path + ".conf") ? setting.Matches(File.ReadAllText(path + ".conf")).Select(m => m.Value.Trim()) : [];

    [GeneratedRegex(@"^((?<kind>[VUB])(?<version>[0-9]+([._][0-9]+)*)|(?<kind>R))__(?<name>.*)\.sql$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\s*executeInTransaction\s*=\s*false\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Outside();

    [GeneratedRegex(@"^\s*shouldExecute\s*=[^\n]*$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Execution();
}
