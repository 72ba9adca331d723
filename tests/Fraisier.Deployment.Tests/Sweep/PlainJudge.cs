using System.Text.Json;
using Foundation.Processes;

namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>
/// Looks at a site with the tools that an operator has (readlink, git, psql, curl, pgrep, /proc) and with none of the product's own eyes: what the product
/// believes of itself cannot hide what is wrong.
/// </summary>
internal static class PlainJudge
{
    private static readonly CommandRunner Runner = new();

    public static async Task<IReadOnlyList<string>> CheckAsync(Site site, SweepCase item)
    {
        List<string> wrong = [];
        var live = await SaidAsync("readlink", "-f", Path.Combine(site.AppPath, "current"));
        var commit = (await SaidAsync("cat", Path.Combine(live, "REVISION"))).Trim();
        var (first, second) = Two(await GitAsync(site, "rev-parse", "v1^{commit}", $"{item.Scenario.Reference}^{{commit}}"));
        if (commit != first && commit != second) wrong.Add($"judge: {live} holds commit {commit}, which is neither the old one nor the new one");

        var files = await GitAsync(site, "ls-tree", "-r", "--name-only", commit, "db/migrations/");
        var wanted = string.Join(',', files.Split('\n').Where(f => f.EndsWith(".up.sql", StringComparison.Ordinal))
            .Select(f => Path.GetFileName(f).Split('_')[0]).Order(StringComparer.Ordinal));
        var (ledger, columns, indexes) = Three(await PsqlAsync(
            site,
            "select coalesce(string_agg(version, ',' order by version), '') from public.tb_confiture where finished",
            "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns where table_schema = 'public' "
                + "and table_name = 'items'",
            "select count(*) from pg_indexes where schemaname = 'public' and indexname in ('items_name', 'items_price')"));
        if (ledger != wanted) wrong.Add($"judge: commit {commit} brings {wanted}, and the ledger says {ledger}");

        var app = (await GitAsync(site, "show", $"{commit}:app.txt")).Split('\n').Select(l => l.Split('=', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1]);
        if (columns != app["column"]) wrong.Add($"judge: commit {commit} needs columns {app["column"]}, and the table has {columns}");
        if (indexes != (wanted.Contains("20260102000003", StringComparison.Ordinal) ? "2" : "0"))
            wrong.Add($"judge: {indexes} of the two indexes are there under {wanted}");

        var answer = await SaidAsync("curl", "--silent", "--max-time", "5", site.Health.ToString());
        if (answer != $"version {app["version"]}") wrong.Add($"judge: commit {commit} is version {app["version"]}, and the answer is `{answer}`");
        var pids = (await SaidAsync("pgrep", "-f", $"^{Programs.App} {site.Port}$")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (pids is not [var pid]) wrong.Add($"judge: {pids.Length} processes of the application run");
        else if (await SaidAsync("readlink", $"/proc/{pid}/cwd") is var directory && directory != live)
            wrong.Add($"judge: process {pid} runs in {directory}, and {live} is live");
        wrong.AddRange(Records(site, item, commit == second && first != second));
        return wrong;
    }

    // One record a deployment, and the last one says what is so.
    private static IEnumerable<string> Records(Site site, SweepCase item, bool arrived)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(site.StoreDirectory, "history"), "*.json").Order(StringComparer.Ordinal).Skip(1))
        {
            using var record = JsonDocument.Parse(File.ReadAllBytes(file));
            var outcome = record.RootElement.GetProperty("outcome").GetString();
            if (outcome == "succeeded" != arrived)
                yield return $"judge: {file} says {outcome}, and {item.Scenario.Reference} is {(arrived ? "live" : "not live")}";
        }
    }

    private static Task<string> GitAsync(Site site, params string[] arguments) => SaidAsync("git", ["-C", site.Repository, .. arguments]);

    // One start of a program for all: with hundreds of cases they count.
    private static Task<string> PsqlAsync(Site site, params string[] statements) =>
        SaidAsync("psql", ["-XqtA", "-d", site.Url.ToSecretString(), .. statements.SelectMany(sql => new[] { "-c", sql })]);

    private static (string First, string Second) Two(string lines) => lines.Split('\n') is [var first, var second] ? (first, second) : (lines, lines);

    private static (string First, string Second, string Third) Three(string lines) =>
        lines.Split('\n') is [var first, var second, var third] ? (first, second, third) : (lines, lines, lines);

    private static async Task<string> SaidAsync(string program, params string[] arguments) =>
        (await Runner.RunAsync(Command.Of(program, arguments), CancellationToken.None)).Output.TrimEnd('\n');
}
