using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Confiture.Sql;

namespace Confiture.Project;

/// <summary>
/// Says what migrations would lock, read, rewrite and lose, from the live catalogs; or runs them in a transaction that is rolled back, and says what the
/// server did. Nothing is changed either way, and not even the ledger is created.
/// </summary>
/// <param name="environment">The environment with the database.</param>
/// <param name="migrator">The runner of its migrations.</param>
public sealed class DryRun(ConfitureEnvironment environment, Migrator migrator)
{
    /// <summary>The usual <see cref="MigratorOptions.StatementLockWait"/> of a dry run that executes, where the locks of all migrations are held
    /// together.</summary>
    public static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);

    /// <summary>Predicts what pending migrations would do. Reads only.</summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <exception cref="Foundation.Errors.ToolException">Files and ledger disagree, or a file cannot be read as SQL.</exception>
    public async Task<DryRunResult> PredictAsync(UpSelection selection, CancellationToken cancellation) =>
        await PredictAsync(MigrationVerb.Up, await migrator.PendingAsync(selection, cancellation), cancellation);

    /// <summary>Predicts what rolling back would do. Reads only.</summary>
    /// <param name="selection">What to roll back.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <exception cref="Foundation.Errors.ToolException">Files and ledger disagree, or a migration cannot be rolled back.</exception>
    public async Task<DryRunResult> PredictAsync(DownSelection selection, CancellationToken cancellation) =>
        await PredictAsync(MigrationVerb.Down, await migrator.AppliedAsync(selection, cancellation), cancellation);

    /// <summary>Predicts, and then runs pending migrations in one transaction that is rolled back.</summary>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellation">Stops it; everything is rolled back.</param>
    /// <returns>Both; a statement that failed is the <see cref="Rehearsal.Failure"/>.</returns>
    /// <exception cref="Foundation.Errors.ToolException">As <see cref="PredictAsync(UpSelection, CancellationToken)"/>; also when the migration lock is
    /// taken, or a statement would act outside of the transaction.</exception>
    public async Task<DryRunResult> ExecuteAsync(UpSelection selection, CancellationToken cancellation) =>
        await BesideAsync(await PredictAsync(selection, cancellation), await migrator.RehearseAsync(selection, cancellation), cancellation);

    /// <summary>Predicts, and then rolls migrations back in one transaction that is itself rolled back; as the other overload.</summary>
    /// <param name="selection">What to roll back.</param>
    /// <param name="cancellation">Stops it; everything is rolled back.</param>
    public async Task<DryRunResult> ExecuteAsync(DownSelection selection, CancellationToken cancellation) =>
        await BesideAsync(await PredictAsync(selection, cancellation), await migrator.RehearseAsync(selection, cancellation), cancellation);

    // Another run may have come before the lock was taken: then what is shown is what was executed.
    private async Task<DryRunResult> BesideAsync(DryRunResult predicted, Rehearsal rehearsal, CancellationToken cancellation)
    {
        var reached = rehearsal.Migrations.Select(m => m.Migration.Version).ToList();
        var isSame = predicted.Migrations.Take(reached.Count).Select(m => m.Predicted.Migration.Version).SequenceEqual(reached, StringComparer.Ordinal);
        if (!isSame) predicted = await PredictAsync(rehearsal.Verb, [.. rehearsal.Migrations.Select(m => m.Migration)], cancellation);
        return predicted with
        {
            Rehearsal = rehearsal,
            Migrations = [.. predicted.Migrations.Select((m, i) => i < reached.Count ? Beside(m.Predicted, rehearsal.Migrations[i]) : m)],
        };
    }

    private static DryRunMigration Beside(PredictedMigration predicted, RehearsedMigration observed) => new(
        predicted, observed,
        [.. predicted.Statements.Select((statement, i) => i < observed.Statements.Count
            ? new DryRunStatement(statement, observed.Statements[i].Effect, Differences.Of(statement, observed.Statements[i].Effect))
            : new DryRunStatement(statement, null, []))]);

    private static DryRunMigration Alone(PredictedMigration predicted) =>
        new(predicted, null, [.. predicted.Statements.Select(s => new DryRunStatement(s, null, []))]);

    private async Task<DryRunResult> PredictAsync(MigrationVerb verb, IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        if (migrations.Count == 0) return new(verb, [], [], null);
        var live = new SchemaOrigin.Live(environment.MigrationUrl, $"the database of {environment.Name}");
        var schema = (await new SchemaLoader(environment, new CatalogOptions()).LoadAsync(live, cancellation)).Schema;
        var version = Math.Clamp(schema.ServerVersion / 10_000, SafetyOptions.OldestVersion, SafetyOptions.NewestVersion);
        var lint = new MigrationLint(environment.Lint.Settings with { Version = version }, schema: schema);
        var together = new SafetyAnalysis(Options(inTransaction: true));
        var apart = together.Sharing(Options(inTransaction: false));
        await using var database = await Database.OpenAsync(live.Url, SessionName.Of("dry-run"), cancellation);
        var sizes = new TableSizes(database);
        List<PredictedMigration> predicted = [];
        foreach (var migration in migrations)
        {
            var file = FileOf(migration);
            var script = new LintScript(file.Script) { HasRunner = true };
            var findings = lint.Judge(script).ToLookup(f => f.Position.Line);
            List<PredictedStatement> statements = [];
            foreach (var safety in (file.InTransaction ? together : apart).Of(file.Script, script.Nodes))
                statements.Add(await PredictAsync(file.Script, safety, findings, sizes, cancellation));
            predicted.Add(new(migration, file.InTransaction, statements));
        }

        var losses = await LostRows.CountAsync(database, migrations.Select(FileOf), cancellation);
        return new(verb, [.. predicted.Select(Alone)], losses, null);

        MigrationFile FileOf(Migration migration) => verb == MigrationVerb.Up ? migration.Up : migration.Down!;
        SafetyOptions Options(bool inTransaction) => new()
        {
            Version = version, RunnerTransaction = inTransaction, RunnerLockTimeout = true, TimeZone = "UTC", Schema = schema,
        };
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
