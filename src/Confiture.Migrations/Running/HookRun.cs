using System.Text.Json.Nodes;
using Confiture.Postgres;
using Foundation.Errors;
using Foundation.Waiting;

namespace Confiture.Migrations;

/// <summary>The hooks of one migration in one direction.</summary>
internal sealed class HookRun(Database database, SessionReset reset, MigratorOptions options, Migration migration, MigrationVerb verb)
{
    private readonly List<IMigrationHook> hooks = [.. options.Hooks.Where(hook => hook.AppliesTo(migration, verb))];
    private JsonObject values = [];

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => hooks.Count == 0;

    /// <summary>Forgets what an attempt before passed on.</summary>
    public void Restart() => values = [];

    /// <summary>Runs the hooks of a phase in the open transaction, after what the batch holds.</summary>
    /// <param name="outcome">What becomes of the migration when one fails, as a sentence.</param>
    public async Task RunAsync(HookPhase phase, ScriptBatch batch, string outcome, CancellationToken cancellation)
    {
        foreach (var hook in hooks.Where(h => h.Phase == phase))
        {
            await batch.FlushAsync(cancellation);
            try
            {
                await RunAsync(hook, database, null, cancellation);
            }
            catch (Exception e) when (e is DatabaseException { IsTimeout: true }
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                throw HookErrors.TookTooLong(hook, outcome, e);
            }
            catch (ScriptException e) when (e.Server is { IsTransient: false, EndsSession: false })
            {
                throw HookErrors.Of(hook, migration, outcome, e);
            }
            catch (ToolException e) when (e.Code == HookErrors.Unreadable)
            {
                throw e.Code.Error(e.What, $"{e.Why} {outcome}", e.Fix, e);
            }
            catch (ToolException e)
            {
                throw HookErrors.Of(hook, migration, outcome, e);
            }
            catch (Exception e) when (e is not (OperationCanceledException or ScriptException or DatabaseException or ToolException) || IsFinal(e))
            {
                // The code is the project's own and may throw anything.
                throw HookErrors.Of(hook, migration, outcome, e);
            }
        }
    }

    /// <summary>Runs what follows the end: ON_ERROR after a failure, and CLEANUP in any case. What fails here is a warning.</summary>
    /// <param name="error">Why the migration failed; null when it did not.</param>
    public async Task AfterwardsAsync(ToolException? error)
    {
        List<IMigrationHook> due = [.. hooks.Where(h => error is not null && h.Phase == HookPhase.OnError), .. hooks.Where(h => h.Phase == HookPhase.Cleanup)];
        if (due.Count == 0) return;
        try
        {
            await using var another = database.IsOpen ? null : await Database.OpenAsync(database.Url, database.Name, CancellationToken.None);
            foreach (var hook in due) await TryAsync(hook, another ?? database, error);
            if (another is not null) return;
            await using var batch = new ScriptBatch(database, TimeSpan.FromSeconds(10));
            reset.AddAll(batch);
            await batch.ExecuteAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is DatabaseException or ToolException)
        {
            options.Observer.Warned($"the hooks after {migration} could not run: {e.Message}");
        }
    }

    private async Task TryAsync(IMigrationHook hook, Database session, ToolException? error)
    {
        try
        {
            await RunAsync(hook, session, error, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The migration has ended; whatever the project's code throws cannot change that.
            options.Observer.Warned($"hook {hook.Name} ({HookPhases.NameOf(hook.Phase)}) failed after {migration}: {e.Message}");
        }
    }

    private async Task RunAsync(IMigrationHook hook, Database session, ToolException? error, CancellationToken cancellation)
    {
        using var limit = Deadline.Limiting(hook.Timeout, options.Time, cancellation);
        var context = new HookContext(session, migration, verb, hook.Phase, values, error);
        await hook.RunAsync(context, limit.Token);
        values = context.Values;
    }

    // What passes is tried again with the whole migration, and a lost session is no fault of the hook.
    private static bool IsFinal(Exception e) => e is ServerException { Server: { IsTransient: false, EndsSession: false } };
}
