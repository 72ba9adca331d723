using Confiture.Postgres;
using Confiture.Project;
using Confiture.Safety;

namespace Confiture.Cli.Commands;

/// <summary>Rules in files: <c>db/lint/RULE.sql</c> contains one query; comments before it may contain <c>-- message:
/// ...</c> and <c>-- severity: ...</c>.</summary>
internal static class QueryFiles
{
    internal static IEnumerable<QueryRule> Read(string directory) =>
        !Directory.Exists(directory) ? [] : Directory.EnumerateFiles(directory, "*.sql").Order(StringComparer.Ordinal).Select(Of);

    private static QueryRule Of(string path)
    {
        var text = SqlFile.ReadText(path);
        var heads = text.Split('\n').TakeWhile(l => l.StartsWith("--", StringComparison.Ordinal)).Select(l => l[2..].Trim()).ToList();
        var id = Path.GetFileNameWithoutExtension(path);
        var severity = Said("severity:") is { } word
            ? LintConfiguration.Levels.GetValueOrDefault(word) ?? throw LintErrors.BadQuery.Error(
                $"{path}: unknown severity `{word}`.", "The severity of a rule is info, warning or error.", "Correct the comment at the top of the file.")
            : LintSeverity.Warning;
        return new(id, severity, Said("message:") ?? id, text);

        string? Said(string key) => heads.FirstOrDefault(h => h.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
    }
}
