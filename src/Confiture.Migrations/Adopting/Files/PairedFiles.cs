using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>The files of tools that have one for each direction: <c>VERSION_name.up.sql</c> and <c>.down.sql</c>.</summary>
internal static partial class PairedFiles
{
    public static IReadOnlyList<OlderFile> ReadGolangMigrate(string directory, List<string> notes, List<string> problems) =>
        Read(directory, notes, problems, _ => null);

    public static IReadOnlyList<OlderFile> ReadPython(string directory, List<string> notes, List<string> problems)
    {
        notes.AddRange(Directory.EnumerateFiles(directory, "*.py").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Order(StringComparer.Ordinal)
            .Select(p => $"{p} is Python and cannot be converted"));
        return Read(directory, notes, problems, OlderText.Sha256);
    }

    private static IReadOnlyList<OlderFile> Read(string directory, List<string> notes, List<string> problems, Func<string, string?> checksum)
    {
        var paths = OlderText.SqlFiles(directory).Select(p => (Path: p, Name: FileName().Match(Path.GetFileName(p)))).ToList();
        notes.AddRange(paths.Where(p => !p.Name.Success).Select(p => $"{p.Path} is no migration"));
        List<OlderFile> files = [];
        foreach (var up in paths.Where(p => p.Name.Success && p.Name.Groups["verb"].Value == "up"))
        {
            var other = up.Path[..^".up.sql".Length] + ".down.sql";
            if (OlderText.Read(up.Path, problems) is not { } text) continue;
            files.Add(new(up.Path, up.Name.Groups["version"].Value, up.Name.Groups["name"].Value, text, File.Exists(other)
                ? OlderText.Read(other, problems)
                : null) { DownPath = other, Checksum = checksum(up.Path) });
        }

        return [.. files.OrderBy(f => f.Version, Comparer<string?>.Create((a, b) => OlderVersion.Compare(a!, b!)))];
    }

    [GeneratedRegex(@"^(?<version>[0-9]+)_(?<name>.*)\.(?<verb>up|down)\.sql$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FileName();
}
