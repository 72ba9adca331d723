using System.Collections.Concurrent;
using Confiture.Postgres;
using Confiture.Schema;
using Confiture.Sql.Syntax;

namespace Confiture.Safety.Tests;

/// <summary>The analysis against the server: locks, rewrites and what may not run in a transaction, on every version.</summary>
public sealed class LockTests(SafetyServers servers)
{
    private const string RefusedInTransaction = "25001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_statement_locks_reads_and_rewrites_what_the_analysis_says_on_every_version()
    {
        ConcurrentQueue<string> differences = [];
        HashSet<string> statements = [];
        foreach (var version in SafetyServers.Versions)
        {
            var url = await servers.DatabaseAsync(version);
            await using var database = await Database.OpenAsync(url, "tests", Cancellation);
            var schema = await CatalogReader.ReadAsync(database, new CatalogOptions { Self = "postgres" }, Cancellation);
            var indexes = (await database.RowsAsync("select indexrelid::regclass::text, indrelid::regclass::text from pg_index where indexrelid >= 16384",
                r => (Qualified(r.Text(0)), Qualified(r.Text(1))), Cancellation)).ToDictionary(StringComparer.Ordinal);
            foreach (var item in StatementCase.All.Where(c => c.IsFor(version)))
            {
                statements.Add(item.Script.Text);
                var safety = new SafetyAnalysis(new() { Version = version, RunnerTransaction = true, Schema = schema }).Of(item.Script)[^1];
                foreach (var difference in await DifferencesAsync(database, item, safety, indexes, version))
                    differences.Enqueue($"{version}: {item.Script.Text}: {difference}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"figure safety: {statements.Count} statements on {SafetyServers.Versions.Count} versions, {differences.Count} differences");
        Assert.True(statements.Count >= 150);
        Assert.True(differences.IsEmpty, string.Join('\n', differences));
    }

    private static string Qualified(string name) => name.Contains('.', StringComparison.Ordinal) ? name : $"public.{name}";

    private async Task<IReadOnlyList<string>> DifferencesAsync(
        Database database, StatementCase item, StatementSafety safety, Dictionary<string, string> indexes, int version)
    {
        if (safety.Tier == RiskTier.Unclassified) return ["unclassified"];
        if (safety.Assumptions is [_, ..] assumptions) return [$"assumes: {string.Join("; ", assumptions)}"];
        var predicted = Prediction.LocksOf(safety, indexes);
        Observation seen;
        try
        {
            seen = await Observation.OfAsync(database, [.. item.Script.Statements.Select(s => s.Text)], Cancellation);
        }
        catch (ServerException e) when (e.SqlState == RefusedInTransaction)
        {
            return safety.Transaction == TransactionRule.Forbidden
                ? await new WaitingStatement(servers, version).DifferencesAsync(item, predicted)
                : ["refused in a transaction"];
        }
        catch (ServerException e)
        {
            return [e.Message];
        }

        // Nobody waits for what the statements themselves made, and its rows are few or none.
        var made = safety.HeldBefore.Concat(safety.Locks).Where(l => l.IsNew).Select(l => Prediction.NameOf(l.Object)).ToHashSet(StringComparer.Ordinal);
        List<string> found = [.. Differences("lock", predicted.Where(l => seen.Known.Contains(l.Key) && !made.Contains(l.Key))
            .Select(l => $"{l.Key} {l.Value}"), seen.Locks.Where(l => !made.Contains(l.Key)).Select(l => $"{l.Key} {l.Value}"))];
        if (safety.Transaction != TransactionRule.Allowed) found.Add("not refused in a transaction");
        found.AddRange(MissedBlindly(item, version, seen, made));
        if (safety.Node is Truncate) return found;
        found.AddRange(Differences("rewrite", Prediction.WorkOf(safety, rewritesAlone: true), seen.Rewritten.Except(made)));
        if (!Prediction.ReadsRows(safety.Node)) found.AddRange(Differences("work", Prediction.WorkOf(safety, rewritesAlone: false), seen.Worked.Except(made)));
        return found;
    }

    // Without the schema the worse answer counts, or the analysis says what it takes for granted.
    private static IEnumerable<string> MissedBlindly(StatementCase item, int version, Observation seen, IReadOnlySet<string> made)
    {
        var blind = new SafetyAnalysis(new() { Version = version, RunnerTransaction = true }).Of(item.Script);
        if (blind.Any(s => s.Assumptions.Count > 0)) yield break;
        var locks = Prediction.LocksOf(blind[^1], new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var (relation, mode) in seen.Locks.Where(l => !made.Contains(l.Key) && locks.GetValueOrDefault(l.Key) < l.Value))
            yield return $"without the schema {mode} on {relation} is neither predicted nor left open";
        foreach (var table in seen.Worked.Except(made).Except(Prediction.WorkOf(blind[^1], rewritesAlone: false)))
        {
            if (!Prediction.ReadsRows(blind[^1].Node) && blind[^1].Node is not Truncate)
                yield return $"without the schema the work on {table} is neither predicted nor left open";
        }
    }

    private static IEnumerable<string> Differences(string what, IEnumerable<string> predicted, IEnumerable<string> seen)
    {
        var (said, real) = (predicted.ToHashSet(StringComparer.Ordinal), seen.ToHashSet(StringComparer.Ordinal));
        return said.Except(real).Select(s => $"{what} predicted, not seen: {s}").Concat(real.Except(said).Select(s => $"{what} seen, not predicted: {s}"));
    }
}
