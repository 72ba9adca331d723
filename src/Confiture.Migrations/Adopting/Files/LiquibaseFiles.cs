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
        if (Skipped().Match(text) is { Success: true } skipped)
            problems.Add($"{path}:{OlderText.LineOf(text, skipped.Groups["mark"].Index)}: `--ignoreLines` has Liquibase skip lines; delete it and them");
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
            var (up, down) = Split(body, OlderText.LineOf(text, start) - 1);
            var outside = options.Contains("runInTransaction:false", StringComparison.OrdinalIgnoreCase);
            files.Add(new(path, null, id, up, down)
            {
                OutsideTransaction = outside, DownOutsideTransaction = outside,
                Conditions = [.. LiquibaseOptions.Conditions(options), .. Preconditions().IsMatch(body) ? ["preconditions"] : (string[])[]],
            });
        }
    }

    // Line by line, and with the lines before the body, so that places in the parts are places in the file.
    private static (string Up, string? Down) Split(string body, int linesBefore)
    {
        var up = Block().Replace(body, block => new string('\n', block.Value.Count(c => c == '\n'))).Split('\n');
        var down = new string[up.Length];
        foreach (Match block in Block().Matches(body))
        {
            var first = OlderText.LineOf(body, block.Groups["sql"].Index) - 1;
            foreach (var (at, line) in block.Groups["sql"].Value.Split('\n').Index()) down[first + at] += line;
        }

        for (var at = 0; at < up.Length; at++)
        {
            var rollback = Rollback().Match(up[at]);
            if (rollback.Success) down[at] += rollback.Groups["sql"].Value;
            if (rollback.Success || Directive().IsMatch(up[at])) up[at] = string.Empty;
        }

        var before = new string('\n', linesBefore);
        var back = string.Join('\n', down);
        return (before + string.Join('\n', up), string.IsNullOrWhiteSpace(back) || NoRollback().IsMatch(back.Trim()) ? null : before + back);
    }

    [GeneratedRegex(@"^\s*--\s*liquibase\s+formatted\s+sql", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^[ \t]*--[ \t]*changeset[ \t]+""?(?<author>[^:\n""]+)""?:""?(?<id>[^\s""]+)""?(?<options>[^\n]*)$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Head();

    [GeneratedRegex(@"\b(rollback)?endDelimiter:(?<mark>\S+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Delimiter();

    [GeneratedRegex(@"\brunOnChange:""?true", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Repeated();

    [GeneratedRegex(@"^[ \t]*--[ \t]*precondition",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Preconditions();

    [GeneratedRegex(@"^[ \t]*--[ \t]*rollback[ \t]+(?<sql>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rollback();

    [GeneratedRegex(@"/\*\s*liquibase\s+rollback\b(?<sql>.*?)\*/",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^[ \t]*--[ \t]*(precondition|comment:|validCheckSum|property)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^(empty|not required)\s*;?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NoRollback();

    [GeneratedRegex(@"^[ \t]*(?<mark>--)\s*ignoreLines:", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Skipped();
}
