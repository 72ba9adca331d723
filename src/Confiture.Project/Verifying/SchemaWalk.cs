using Confiture.Migrations;
using Confiture.Safety;
using Confiture.Schema;
using Foundation.Errors;

namespace Confiture.Project;

/// <summary>
/// Runs the migrations of a chain on an empty scratch database, each up, down and up again, and compares the catalogs in between. A migration that is
/// broken is applied on a new server, so that those after it are tested as well.
/// </summary>
internal sealed class SchemaWalk(ScratchStart start, CatalogOptions options, CancellationToken cancellation) : IAsyncDisposable
{
    private const int LongestStatement = 80;
    private ScratchChain? chain;

    /// <summary>The database, at the end of the chain.</summary>
    internal ScratchChain Chain => chain!;

    /// <summary>The schema at the end of the chain.</summary>
    internal DatabaseSchema? Reached { get; private set; }

    /// <summary>The schema before the first migration that was tested.</summary>
    internal DatabaseSchema? Before { get; private set; }

    internal async Task<List<VerifiedMigration>> RunAsync(IReadOnlyList<Migration> migrations, string? from, Action<int, Migration> progress)
    {
        chain = await ScratchChain.StartAsync(start, options, cancellation);
        List<VerifiedMigration> results = [];
        foreach (var migration in migrations)
        {
            progress(results.Count, migration);
            if (results is [.., { State: VerifiedState.UpFails or VerifiedState.NotReached }])
            {
                results.Add(new(migration, VerifiedState.NotReached));
            }
            else if (string.CompareOrdinal(migration.Version, from) >= 0)
            {
                results.Add(await TestAsync(migration));
            }
            else
            {
                results.Add(await chain.UpAsync(cancellation) is { } error ? Failed(migration, VerifiedState.UpFails, error)
                    : new(migration, VerifiedState.NotTested));
            }
        }

        Reached ??= await chain.ReadAsync(cancellation);
        return results;
    }

    public ValueTask DisposeAsync() => chain?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A migration of which a file does not run.</summary>
    internal static VerifiedMigration Failed(Migration migration, VerifiedState state, ToolException error) =>
        new(migration, state) { Message = string.Join('\n', [error.What, .. error.Details]) };

    private async Task<VerifiedMigration> TestAsync(Migration migration)
    {
        var before = Reached ?? await Chain.ReadAsync(cancellation);
        Before ??= before;
        if (await Chain.UpAsync(cancellation) is { } refused) return Failed(migration, VerifiedState.UpFails, refused);
        var after = Reached = await Chain.ReadAsync(cancellation);
        if (migration.Down is null) return new(migration, VerifiedState.Irreversible);
        var result = await DownAndUpAsync(migration, before, after);
        return result.State == VerifiedState.Irreversible ? result : result with { Loses = Losses(migration.Down, after) };
    }

    private async Task<VerifiedMigration> DownAndUpAsync(Migration migration, DatabaseSchema before, DatabaseSchema after)
    {
        if (await Chain.DownAsync(cancellation) is { } refused)
        {
            if (refused.Code == MigrationErrors.Irreversible) return new(migration, VerifiedState.Irreversible);
            // Within a transaction nothing of it stays.
            if (refused.Code == MigrationErrors.Interrupted) await StartOverAsync(migration);
            return Failed(migration, VerifiedState.DownFails, refused);
        }

        var back = await Chain.ReadAsync(cancellation);
        var result = SchemaProof.Differences(back, before, isBack: true) is [_, ..] left
            ? new(migration, VerifiedState.DownDiffers) { Differences = [.. left.Select(l => l.Reversed)] }
            : await UpAgainAsync(migration, after);
        if (result.IsBroken) await StartOverAsync(migration);
        return result;
    }

    private async Task<VerifiedMigration> UpAgainAsync(Migration migration, DatabaseSchema after)
    {
        if (await Chain.UpAsync(cancellation) is { } refused) return Failed(migration, VerifiedState.UpAgainFails, refused);
        return SchemaProof.Differences(after, await Chain.ReadAsync(cancellation)) is [_, ..] left
            ? new(migration, VerifiedState.UpAgainDiffers) { Differences = left } : new(migration, VerifiedState.Holds);
    }

    private async Task StartOverAsync(Migration migration)
    {
        await Chain.DisposeAsync();
        chain = await ScratchChain.StartAsync(start, options, cancellation);
        await chain.UpThroughAsync(migration.Version, cancellation);
    }

    private static IReadOnlyList<string> Losses(MigrationFile down, DatabaseSchema schema)
    {
        var safety = new SafetyOptions
        {
            Version = Math.Clamp(schema.ServerVersion / 1_00_00, SafetyOptions.OldestVersion, SafetyOptions.NewestVersion),
            RunnerTransaction = down.InTransaction, RunnerLockTimeout = true, Schema = schema,
        };
        try
        {
            return [.. new SafetyAnalysis(safety).Of(down.Script).Where(s => s.Tier is RiskTier.Destructive or RiskTier.Irreversible)
                .Select(s => $"{Short(down.Script.Text[s.Node.Span.Start..s.Node.Span.End])}: {s.Reasons[0]}")];
        }
        catch (ToolException)
        {
            // What cannot be read as SQL does not run either, and that is reported.
            return [];
        }
    }

    private static string Short(string statement)
    {
        var line = string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestStatement ? line : string.Concat(line.AsSpan(0, LongestStatement - 3), "...");
    }
}
