using System.Text;
using System.Text.RegularExpressions;

namespace Confiture.Migrations;

/// <summary>Liquibase's formatted SQL: several change sets in a file, by path and then by place. Other changelogs are code.</summary>
internal static partial class LiquibaseFiles
{
    public static IReadOnlyList<OlderFile> Read(string directory, List<string> notes, List<string> problems)
    {
        List<OlderFile> files = [];
        foreach (var path in OlderText.SqlFiles(directory, deep: true))
        {
            if (OlderText.Read(path, problems) is not { } text) continue;
            if (!Mark().IsMatch(text)) notes.Add($"{path} is no formatted SQL of Liquibase");
            else AddAll(path, text, files, notes, problems);
        }

        return files;
    }

    private static void AddAll(string path, string text, List<OlderFile> files, List<string> notes, List<string> problems)
    {
        OlderText.RequireNoPlaceholder(path, text, problems);
        var heads = Head().Matches(text);
        for (var at = 0; at < heads.Count; at++)
        {
            var options = heads[at].Groups["options"].Value;
            var start = heads[at].Index + heads[at].Length;
            var body = text[start..(at + 1 < heads.Count ? heads[at + 1].Index : text.Length)];
            var id = $"{heads[at].Groups["author"].Value}_{heads[at].Groups["id"].Value}";
            if (Delimiter().Match(options) is { Success: true } delimiter && delimiter.Groups["mark"].Value.Trim('"') != ";")
                problems.Add($"{path}: change set {id} ends its statements with {delimiter.Groups["mark"].Value}; PostgreSQL's are ended by semicolons");
            if (Repeated().IsMatch(options)) notes.Add($"{path}: change set {id} runs on every change; put it into the schema files");
            if (Conditions().IsMatch(body)) notes.Add($"{path}: the preconditions of change set {id} are dropped");
            var (up, down) = Split(body);
            var outside = options.Contains("runInTransaction:false", StringComparison.OrdinalIgnoreCase);
            files.Add(new(path, null, id, up, down) { OutsideTransaction = outside, DownOutsideTransaction = outside });
        }
    }

    private static (string Up, string? Down) Split(string body)
    {
        StringBuilder up = new(), down = new();
        body = Block().Replace(body, block =>
        {
            down.Append(block.Groups["sql"].Value.Trim()).Append('\n');
            return string.Empty;
        });
        foreach (var line in body.Trim().Split('\n'))
        {
            if (Rollback().Match(line) is { Success: true } rollback) down.Append(rollback.Groups["sql"].Value).Append('\n');
            else if (!Directive().IsMatch(line)) up.Append(line).Append('\n');
        }

        var back = down.ToString().Trim();
        return (up.ToString().Trim(), back.Length == 0 || NoRollback().IsMatch(back) ? null : back);
    }

    [GeneratedRegex(@"^\s*--\s*liquibase\s+formatted\s+sql", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^[ \t]*--[ \t]*changeset[ \t]+""?(?<author>[^:\n""]+)""?:""?(?<id>[^\s""]+)""?(?<options>[^\n]*)$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Head();

    [GeneratedRegex(@"\bendDelimiter:(?<mark>\S+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Delimiter();

    [GeneratedRegex(@"\b(runOnChange|runAlways):true", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Repeated();

    [GeneratedRegex(@"^[ \t]*--[ \t]*precondition",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Conditions();

    [GeneratedRegex(@"^[ \t]*--[ \t]*rollback[ \t]+(?<sql>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rollback();

    [GeneratedRegex(@"/\*\s*liquibase\s+rollback\b(?<sql>.*?)\*/",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^[ \t]*--[ \t]*(precondition|comment:|validCheckSum|property|ignoreLines)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^(empty|not required)\s*;?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NoRollback();
}
