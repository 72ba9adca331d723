using Confiture.Migrations;
using Confiture.Postgres;
using Confiture.Safety;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Text;

namespace Confiture.Project;

/// <summary>
/// Checks the changes of a working tree, as for a pull request: the migrations that its base does not have lead from the schema of the base to that of
/// the DDL files, hold up, down and up again, and do nothing that is too risky; what ran elsewhere is as it was.
/// </summary>
/// <param name="environment">Where the files are, and with which server they are built.</param>
/// <param name="loader">Reads schemas.</param>
/// <param name="lint">Judges files.</param>
public sealed class ProjectCheck(ConfitureEnvironment environment, SchemaLoader loader, LintRun lint)
{
    private const int LongestStatement = 80;

    /// <summary>Checks.</summary>
    /// <param name="wish">Against what.</param>
    /// <param name="cancellation">Stops; nothing stays.</param>
    /// <exception cref="ToolException">There is no such commit (<c>CONF-CHK-001</c>), or a schema cannot be built.</exception>
    public async Task<CheckResult> RunAsync(CheckWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        wish.Progress("reading files");
        using var from = await CheckBase.OpenAsync(environment, wish.Base, cancellation);
        var parsed = Parse();
        if (parsed.State == CheckState.Failed) return new(from.Name, [], [parsed], []);
        var set = environment.LoadMigrationsIfAny();
        List<Migration> added = [.. set.Migrations.Where(m => from.Migrations.Find(m.Version) is null || m.Up.Replaces.Count > 0
            && from.Migrations.Find(m.Version)!.Up.Checksum != m.Up.Checksum)];
        var history = History(from, set, added);
        wish.Progress("running migrations on a scratch database");
        var (proof, before) = history.State == CheckState.Failed
            ? ([CheckedStep.Skipped("migrations cover the schema change", "the history is wrong"), CheckedStep.Skipped("up, down, up", "the history is wrong")],
                null) : await ProveAsync(from, set, added, wish.Seeds, cancellation);
        wish.Progress("linting changed files");
        var (linted, findings) = await LintAsync(from, cancellation);
        var statements = added.SelectMany(m => Statements(m, before)).ToList();
        return new(from.Name, added, [parsed, history, .. proof, linted, Risk(statements, wish.MaxRisk)], statements) { Findings = findings };
    }

    private CheckedStep Parse()
    {
        var files = environment.FilesToCheck;
        List<CheckProblem> problems = [];
        foreach (var file in files)
        {
            try
            {
                _ = ScriptReader.Parse(file, SqlFile.ReadText(file));
            }
            catch (ToolException e)
            {
                problems.Add(new(null, null, e.What));
            }
        }

        try
        {
            _ = environment.LoadMigrationsIfAny();
        }
        catch (ToolException e) when (e.Code == MigrationErrors.Files)
        {
            problems.AddRange((e.Details.Count > 0 ? e.Details : [e.What]).Select(line => new CheckProblem(null, null, line)));
        }

        return CheckedStep.Of("files parse", Counted.Of(files.Count, "file"), problems);
    }

    private static CheckedStep History(CheckBase from, MigrationSet set, List<Migration> added)
    {
        var squashed = set.Migrations.SelectMany(m => m.Up.Replaces).ToHashSet(StringComparer.Ordinal);
        List<CheckProblem> problems = [], warnings = [];
        foreach (var old in from.Migrations.Migrations.Where(m => !squashed.Contains(m.Version)))
        {
            if (set.Find(old.Version) is not { } now)
            {
                problems.Add(new(null, null, $"{old} is in the base and was deleted."));
                continue;
            }

            if (now.Up.Checksum != old.Up.Checksum)
                problems.Add(CheckProblem.In(now.Up.Path, 1, "It is in the base and was changed; databases ran it as it was."));
            if (old.Down is null || now.Down?.Checksum == old.Down.Checksum) continue;
            // The runner goes back with the file as it is, so to correct it is no mistake.
            if (now.Down is null) problems.Add(new(null, null, $"The down file of {old} is in the base and was deleted."));
            else warnings.Add(CheckProblem.In(now.Down.Path, 1, "It is in the base and was changed; databases go back with what it is now."));
        }

        problems.AddRange(added.Where(m => m.Up.Replaces.Count == 0 && string.CompareOrdinal(m.Version, from.Newest) <= 0)
            .Select(m => CheckProblem.In(m.Up.Path, 1, $"Its version is not later than {from.Newest}, the newest one of the base: rename its files.")));
        return CheckedStep.Of("migrations of the base are unchanged", Counted.Of(added.Count, "new migration"), problems) with { Warnings = warnings };
    }

    private async Task<(IReadOnlyList<CheckedStep> Steps, DatabaseSchema? Before)> ProveAsync(
        CheckBase from, MigrationSet set, List<Migration> added, SeedSet seeds, CancellationToken cancellation)
    {
        const string cover = "migrations cover the schema change", walk = "up, down, up";
        if (added.Count == 0) return ([await UncoveredAsync(cover, from, cancellation), CheckedStep.Skipped(walk, "no new migration")], null);
        // A squashed migration starts from nothing, as the chain does that it is part of.
        var isSquashed = added[0].Up.Replaces.Count > 0;
        var proof = await new MigrationVerifier(environment, loader).VerifyAsync(
            set, new() { From = added[0].Version, Base = isSquashed ? null : from.Source(), Seeds = seeds }, cancellation);
        List<CheckProblem> broken = [.. proof.Broken.Select(m => CheckProblem.In(
            (m.State is VerifiedState.DownFails or VerifiedState.DownDiffers ? m.Migration.Down! : m.Migration.Up).Path, 1,
            string.Join('\n', [VerifyWords.Of(m), .. m.Message is null ? [] : (string[])[m.Message], .. m.Differences.Select(d => d.ToString())])))];
        var covered = proof.ToFiles is not { } left ? CheckedStep.Skipped(cover, broken.Count > 0 ? "a migration does not run" : "there are no DDL files")
            : CheckedStep.Of(cover, left.Count == 0 ? "base + new migrations = DDL files" : "the DDL files have other changes", Lines(left));
        return ([covered, CheckedStep.Of(walk, $"{Counted.Of(added.Count, "migration")}, {proof.Irreversible.Count} irreversible", broken)], proof.Before);
    }

    private async Task<CheckedStep> UncoveredAsync(string name, CheckBase from, CancellationToken cancellation)
    {
        var files = environment.SchemaFiles.Directories.Any(d => Directory.Exists(d.Path)) ? environment.SchemaFiles.Find() : [];
        if (files.Count == 0 || !from.HasOtherSchema(files)) return CheckedStep.Skipped(name, "the schema has not changed");
        if (from.Source() is not { } source) return CheckedStep.Skipped(name, "the base has no DDL files");
        await using var now = await loader.BuildAsync(new SchemaOrigin.Directories(environment.SchemaFiles), cancellation);
        await using var server = await ShadowServer.StartAsync(environment.ShadowPostgres, cancellation);
        var then = await ShadowServer.ReadAsync((await server.BuildAsync(source, cancellation)).Url, loader.Options, cancellation);
        var left = SchemaProof.Differences(then, now.Schema);
        return CheckedStep.Of(name, left.Count == 0 ? "the schema is the same" : "there is no new migration", Lines(left));
    }

    private static IReadOnlyList<CheckProblem> Lines(IReadOnlyList<DifferenceLine> left) =>
        [.. left.Select(l => new CheckProblem(null, null, l.Change switch
        {
            "added" => $"no migration makes this change: {l}",
            "removed" => $"the DDL files do not have this any more: {l}",
            _ => $"the migrations lead to something else than the DDL files: {l}",
        }))];

    private async Task<(CheckedStep Step, IReadOnlyList<LintFinding> Findings)> LintAsync(CheckBase from, CancellationToken cancellation)
    {
        List<string> changed = [.. environment.FilesToCheck.Where(from.HasChanged)];
        if (changed.Count == 0) return (CheckedStep.Skipped("lint", "no file has changed"), []);
        var findings = await lint.RunAsync(changed, cancellation);
        var level = environment.Lint.FailOn;
        return (CheckedStep.Of("lint", $"{Counted.Of(changed.Count, "changed file")}, {Counted.Of(findings.Count, "finding")}",
            [.. findings.Where(f => f.Severity >= level).Select(f => new CheckProblem(f.File, f.Position.Line, $"{f.Rule}: {f.Message}"))]), findings);
    }

    private static IEnumerable<CheckedStatement> Statements(Migration migration, DatabaseSchema? before)
    {
        var version = before is null ? SafetyOptions.OldestVersion
            : Math.Clamp(before.ServerVersion / 1_00_00, SafetyOptions.OldestVersion, SafetyOptions.NewestVersion);
        var script = migration.Up.Script;
        var analysis = new SafetyAnalysis(
            new() { Version = version, RunnerTransaction = migration.Up.InTransaction, RunnerLockTimeout = true, Schema = before });
        return analysis.Of(script).Select(s => new CheckedStatement(
            migration, script.PositionOf(s.Node.Span.Start).Line, Short(script.Text[s.Node.Span.Start..s.Node.Span.End]), s.Tier,
            s.Reasons.Count > 0 ? s.Reasons[0] : string.Empty));
    }

    private static CheckedStep Risk(List<CheckedStatement> statements, RiskTier? limit)
    {
        if (statements.Count == 0) return CheckedStep.Skipped("risk", "no new statement");
        var highest = statements.Max(s => s.Tier);
        return CheckedStep.Of(
            "risk", $"at most {CheckConfiguration.WordOf(highest)}{(limit is { } tier ? $"; limit {CheckConfiguration.WordOf(tier)}" : string.Empty)}",
            [.. statements.Where(s => s.Tier > limit)
                .Select(s => CheckProblem.In(s.Migration.Up.Path, s.Line, $"{CheckConfiguration.WordOf(s.Tier)}: {s.Reason} ({s.Sql})"))]);
    }

    private static string Short(string statement)
    {
        var line = string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestStatement ? line : string.Concat(line.AsSpan(0, LongestStatement - 3), "...");
    }
}
