using Confiture.Migrations;
using Confiture.Project;
using Confiture.Schema;
using Foundation.Errors;
using Foundation.Text;
using Terminal;

namespace Confiture.Cli.Commands;

/// <summary>The files that the wizard wrote.</summary>
/// <param name="Files">The paths of the up and down files, in order.</param>
/// <param name="Strategy"><c>online</c> or <c>offline</c>.</param>
internal sealed record WizardFiles(IReadOnlyList<string> Files, string Strategy);

/// <summary>What the wizard does, step by step.</summary>
internal sealed class WizardSteps(
    ConfitureEnvironment environment, OriginParser origins, CatalogOptions options, WizardAnswers.Asked asked, Output output, CancellationToken cancellation)
{
    private string Database => environment.MigrationUrl.Database;

    /// <summary>Shows how the DDL files differ from the migrations, and writes migrations for that.</summary>
    public async Task<WizardFiles> GenerateAsync(string? name, Func<TransitionWish, DatabaseSchema, DatabaseSchema, TransitionWish> renames)
    {
        Headline("1 of 5: what the DDL files change");
        var loader = new SchemaLoader(environment, options with { Subscriptions = false });
        var (old, wanted) = await loader.LoadAsync(origins.Migrations, origins.Files, cancellation);
        await using var one = old;
        await using var other = wanted;
        var lines = DifferenceText.Lines(SchemaDifference.Between(old.Schema, wanted.Schema));
        foreach (var line in lines) output.Data(line.ToString());
        if (lines.Count == 0)
        {
            _ = asked.ThoseToFill([]);
            output.Data("nothing: the migrations lead to the DDL files");
            return new([], "online");
        }

        var title = asked.Name(name);
        var style = asked.ChooseStyle();
        var wish = renames(TransitionWish.Of(wanted.Source, asked.Renames, style), old.Schema, wanted.Schema);
        asked.Note(wish.Renames);
        var generator = new BackfilledGenerator(loader, new MigrationGenerator(loader, environment.Ledger, style));
        var names = MigrationFiles.Names(environment.MigrationsDirectory, title, TimeProvider.System);
        var generated = await generator.GenerateAsync(names, old, wanted, wish, [], cancellation);
        var required = asked.ThoseToFill(await generator.RequiredAsync(old, wanted, cancellation));
        List<Backfill> backfills = [.. required.Select(asked.Value).OfType<Backfill>()];
        foreach (var column in required.Except(backfills.Select(b => b.Column)))
            output.Warn($"existing rows get no value in {column}: the migration stops if there are any. --backfill '{column}=EXPRESSION' gives them one.");
        if (backfills.Count > 0) generated = await generator.GenerateAsync(names, old, wanted, wish, backfills, cancellation);
        var paths = await MigrationFiles.WriteNewAsync(
            environment.MigrationsDirectory, generated.Migrations, generated.Style, TimeProvider.System, cancellation);
        foreach (var report in generated.Reports) output.Warn(report);
        foreach (var (up, down) in paths)
        {
            output.Data($"wrote {up}");
            output.Data($"wrote {down}");
        }

        return new([.. paths.SelectMany(p => (string[])[p.Up, p.Down])], generated.Style == PlanStyle.Online ? "online" : "offline");
    }

    /// <summary>Shows what each pending statement would lock and rewrite in the database, and how risky it is.</summary>
    public async Task ShowRiskAsync(Migrator migrator)
    {
        Headline($"2 of 5: what that means for {Database}");
        var predicted = await new DryRun(environment, migrator).PredictAsync(UpSelection.All, cancellation);
        foreach (var line in DryRunText.Lines(predicted)) output.Data(line);
    }

    /// <summary>Runs the pending migrations up, down and up on a scratch database.</summary>
    /// <returns>False when that was not wanted.</returns>
    /// <exception cref="ToolException">One of them does not hold.</exception>
    public async Task<bool> VerifyAsync(string from)
    {
        if (!asked.Verifies) return false;
        Headline("3 of 5: up, down and up again on a scratch database");
        var set = environment.LoadMigrations();
        var loader = new SchemaLoader(environment, options with { Subscriptions = false });
        var wish = new VerifyWish { From = from, Seeds = SeedSet.Load(environment.SeedFiles, environment.Root) };
        var verification = await new MigrationVerifier(environment, loader).VerifyAsync(set, wish, cancellation);
        VerifyOutput.Show(output, verification, requiresDown: false);
        return verification.Holds ? true : throw WizardErrors.NotVerified(verification);
    }

    /// <summary>Runs them in the database, in a transaction that is rolled back.</summary>
    /// <returns>False when that was not wanted.</returns>
    public async Task<bool> TryOutAsync(Migrator migrator)
    {
        if (!asked.TriesOut(Database)) return false;
        Headline($"4 of 5: try out in {Database}");
        var result = await new DryRun(environment, migrator).ExecuteAsync(UpSelection.All, cancellation);
        foreach (var line in DryRunText.Lines(result)) output.Data(line);
        if (result.Rehearsal?.Failure is not { } failure) return true;
        if (!result.Rehearsal.Migrations.Any(m => m.IsSkipped)) throw failure;
        output.Warn("They were not tried out to the end: what runs outside a transaction is skipped here, and what follows may need it.");
        return false;
    }

    /// <summary>Applies what is pending, if that is wanted.</summary>
    public async Task<IReadOnlyList<Migration>> ApplyAsync(Migrator migrator, IReadOnlyList<Migration> pending)
    {
        if (!asked.Applies(Database, pending.Count))
        {
            output.Hint("Nothing was applied. Review the files, then run `confiture migrate up`.");
            return [];
        }

        List<string> losses = [.. pending.Where(m => !m.IsReversible).Select(m => $"{m} cannot be rolled back.")];
        losses.AddRange(await LossesAsync(pending));
        if (environment.IsProtected && losses.Count == 0) losses.Add($"Environment {environment.Name} is protected.");
        if (losses.Count > 0 && !asked.Accepts(losses, Database)) throw WizardErrors.NotAccepted(losses);
        Headline($"5 of 5: apply to {Database}");
        return await migrator.UpAsync(UpSelection.All, cancellation);
    }

    private async Task<IEnumerable<string>> LossesAsync(IReadOnlyList<Migration> pending)
    {
        await using var database = await Postgres.Database.OpenAsync(environment.MigrationUrl, SessionName.Of("wizard"), cancellation);
        var lost = await LostRows.CountAsync(database, pending.Select(m => m.Up), cancellation);
        return lost.Where(data => data.Rows is not 0)
            .Select(data => $"{data.Name} is lost{(data.Rows is { } rows ? $", {Counted.Of(rows, data.Column is null ? "row" : "value")}" : string.Empty)}.");
    }

    private void Headline(string text) => output.Data($"\n{text}");
}
