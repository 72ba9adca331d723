using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>dbmate's files: <c>VERSION_name.sql</c> with a section for each direction.</summary>
internal static partial class DbmateFiles
{
    public static IReadOnlyList<OlderFile> Read(string directory, List<string> notes, List<string> problems)
    {
        List<OlderFile> files = [];
        foreach (var path in OlderText.SqlFiles(directory))
        {
            var name = FileName().Match(Path.GetFileName(path));
            if (!name.Success) notes.Add($"{path} is no migration of dbmate");
            else if (OlderText.Read(path, problems) is { } text && Section(text, "up") is { } up) files.Add(FileOf(path, name, text, up));
            else problems.Add($"{path} has no line `-- migrate:up`");
        }

        return [.. files.OrderBy(f => f.Version, Comparer<string?>.Create((a, b) => OlderVersion.Compare(a!, b!)))];
    }

    private static OlderFile FileOf(string path, Match name, string text, SectionText up)
    {
        var down = Section(text, "down");
        return new(path, name.Groups["version"].Value, name.Groups["name"].Value, up.Text, down?.Text)
        {
            OutsideTransaction = up.Outside, DownOutsideTransaction = down?.Outside ?? false,
        };
    }

    private static SectionText? Section(string text, string verb)
    {
        var heads = Head().Matches(text);
        if (heads.FirstOrDefault(h => h.Groups["verb"].Value == verb) is not { } head) return null;
        var end = heads.FirstOrDefault(h => h.Index > head.Index)?.Index ?? text.Length;
        return new(OlderText.Part(text, head.Index + head.Length, end), head.Groups["options"].Value.Contains("transaction:false", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(?<version>[0-9]+)[_-]?(?<name>.*)\.sql$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[ \t]*--[ \t]*migrate:(?<verb>up|down)(?<options>[^\n]*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Head();

    private sealed record SectionText(string Text, bool Outside);
}
