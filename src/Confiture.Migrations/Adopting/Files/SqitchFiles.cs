using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>Sqitch's files: <c>sqitch.plan</c> gives the order, <c>deploy/NAME.sql</c> and <c>revert/NAME.sql</c> the SQL.</summary>
internal static partial class SqitchFiles
{
    public static IReadOnlyList<OlderFile> Read(string directory, List<string> notes, List<string> problems)
    {
        var plan = Path.Combine(directory, "sqitch.plan");
        if (!File.Exists(plan))
        {
            problems.Add($"{plan} does not exist; name the directory with the plan");
            return [];
        }

        if (OlderText.Read(plan, problems) is not { } text) return [];
        List<OlderFile> files = [];
        Dictionary<string, int> times = new(StringComparer.Ordinal);
        var lines = LinesOf(text);
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at] is not { IsTag: false, Name: var name }) continue;
            var again = times[name] = times.GetValueOrDefault(name) + 1;
            var script = ScriptOf(lines, at);
            var (up, down) = (Path.Combine(directory, "deploy", script), Path.Combine(directory, "revert", script));
            if (!File.Exists(up))
            {
                problems.Add($"{up} does not exist, and the plan names it");
            }
            else if (OlderText.Read(up, problems) is { } sql)
            {
                files.Add(new(up, null, again == 1 ? name : $"{name}_{again}", sql, File.Exists(down) ? OlderText.Read(down, problems) : null)
                {
                    DownPath = down, Checksum = Sha1(up),
                });
            }
        }

        return files;
    }

    // The script of a change that is reworked later has the first tag after it in its name.
    private static string ScriptOf(List<PlanLine> lines, int at)
    {
        var name = lines[at].Name;
        var isReworked = lines.Skip(at + 1).Any(l => !l.IsTag && l.Name == name);
        return isReworked && lines.Skip(at + 1).FirstOrDefault(l => l.IsTag) is { } tag ? $"{name}@{tag.Name}.sql" : $"{name}.sql";
    }

    private static List<PlanLine> LinesOf(string text) =>
        [.. text.Split('\n').Select(l => Line().Match(l)).Where(m => m.Success).Select(m => new PlanLine(m.Groups["name"].Value, m.Groups["tag"].Length > 0))];

#pragma warning disable CA5350 // Sqitch's own checksum, which is compared and protects nothing.
    private static string Sha1(string path) => Convert.ToHexStringLower(SHA1.HashData(File.ReadAllBytes(path)));
#pragma warning restore CA5350

    [GeneratedRegex(@"^\s*(?<tag>@)?(?<name>[^\s%#@\[][^\s@]*)(\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Line();

    private sealed record PlanLine(string Name, bool IsTag);
}
