using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>Work on the rows of a table that others use, with an estimate of its duration.</summary>
/// <param name="Table">The table, as SQL.</param>
/// <param name="Work">What is done.</param>
/// <param name="Rows">The rows, as the server estimates them; null when the table was never analyzed.</param>
/// <param name="Bytes">The size of the table; of a rewrite with its indexes.</param>
/// <param name="Estimate">The duration by the rate that was measured; null when none could be.</param>
public sealed record PredictedWork(string Table, TableWork Work, long? Rows, long Bytes, TimeSpan? Estimate);

/// <summary>A lock on something that others use.</summary>
/// <param name="Object">The relation, as SQL.</param>
public sealed record PredictedLock(string Object, LockMode Mode);

/// <summary>What a statement of a pending migration would do.</summary>
/// <param name="Position">Where it is in its file.</param>
/// <param name="Sql">Its text.</param>
/// <param name="Tier">Its risk.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Assumptions">What was assumed for want of knowledge: always the worse case.</param>
/// <param name="Findings">What the linter has against it, each with a safer way.</param>
public sealed record PredictedStatement(
    SqlPosition Position, string Sql, RiskTier Tier, IReadOnlyList<PredictedLock> Locks, IReadOnlyList<PredictedWork> Work, IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Assumptions, IReadOnlyList<LintFinding> Findings);

/// <summary>What a pending migration would do.</summary>
/// <param name="InTransaction">Whether it runs in one transaction, which then holds every lock to its end.</param>
public sealed record PredictedMigration(Migration Migration, bool InTransaction, IReadOnlyList<PredictedStatement> Statements);

/// <summary>
/// Predicts from the live catalogs what pending migrations would lock, read and rewrite. Reads only: nothing is created, not even the ledger.
/// </summary>
/// <param name="environment">The environment with the database.</param>
public sealed class DryRun(ConfitureEnvironment environment)
{
    /// <summary>Predicts.</summary>
    /// <param name="live">The database.</param>
    /// <param name="pending">The migrations, in the order in which they would run.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<IReadOnlyList<PredictedMigration>> PredictAsync(
        SchemaOrigin.Live live, IReadOnlyList<Migration> pending, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(live);
        var schema = (await new SchemaLoader(environment, new CatalogOptions()).LoadAsync(live, cancellation)).Schema;
        var version = Math.Clamp(schema.ServerVersion / 10_000, SafetyOptions.OldestVersion, SafetyOptions.NewestVersion);
        var lint = new MigrationLint(environment.Lint.Settings with { Version = version }, schema: schema);
        var together = new SafetyAnalysis(Options(inTransaction: true));
        var apart = together.Sharing(Options(inTransaction: false));
        await using var database = await Database.OpenAsync(live.Url, SessionName.Of("dry-run"), cancellation);
        var sizes = new TableSizes(database);
        List<PredictedMigration> predicted = [];
        foreach (var migration in pending)
        {
            var script = new LintScript(migration.Up.Script) { HasRunner = true };
            var findings = lint.Judge(script).ToLookup(f => f.Position.Line);
            List<PredictedStatement> statements = [];
            foreach (var safety in (migration.Up.InTransaction ? together : apart).Of(migration.Up.Script, script.Nodes))
                statements.Add(await PredictAsync(migration.Up.Script, safety, findings, sizes, cancellation));
            predicted.Add(new(migration, migration.Up.InTransaction, statements));
        }

        return predicted;

        SafetyOptions Options(bool inTransaction) => new() { Version = version, RunnerTransaction = inTransaction, RunnerLockTimeout = true, Schema = schema };
    }

    private static async Task<PredictedStatement> PredictAsync(
        SqlScript script, StatementSafety safety, ILookup<int, LintFinding> findings, TableSizes sizes, CancellationToken cancellation)
    {
        List<PredictedWork> work = [];
        foreach (var item in safety.Work.Where(w => !w.IsNew)) work.Add(await sizes.PredictAsync(item, cancellation));
        var (first, last) = (script.PositionOf(safety.Node.Span.Start), script.PositionOf(safety.Node.Span.End));
        // Two statements may share a line.
        var own = Enumerable.Range(first.Line, last.Line - first.Line + 1).SelectMany(line => findings[line])
            .Where(f => f.Position.Line > first.Line || f.Position.Column >= first.Column)
            .Where(f => f.Position.Line < last.Line || f.Position.Column < last.Column);
        return new(
            first, script.Text[safety.Node.Span.Start..safety.Node.Span.End], safety.Tier,
            [.. safety.Locks.Where(l => !l.IsNew).Select(l => new PredictedLock(l.Object.ToString(), l.Mode))], work, safety.Reasons, safety.Assumptions,
            [.. own]);
    }
}
