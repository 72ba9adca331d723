using Confiture.Migrations;
using Foundation.Errors;

namespace Fraisier.Deployment;

/// <summary>Changes the schema, always with the files of the newer release: only they know the way in both directions.</summary>
internal sealed class MigrateStep(DeploymentPlan plan, Backends backends, Lease lease) : IStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private DatabaseRight Right => new(plan.Id, lease.Epoch, lease.RequireHeld);

    public StepName Name => StepName.Migrate;

    // The database has a fence of its own; holding the host's during a long migration would only keep a successor waiting.
    public bool ActsOnHost => false;

    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation)
    {
        if (plan.Schema.Verb == SchemaVerb.None) return StepEffect.Complete;
        var ledger = (await backends.Database!.FenceAsync(plan.Schema.Files, Right, cancellation)).Select(r => r.Version).ToHashSet(StringComparer.Ordinal);
        var there = plan.Schema.Versions.Count(ledger.Contains);
        var done = plan.Schema.Verb == SchemaVerb.Up ? there : plan.Schema.Versions.Count - there;
        return done == 0 ? StepEffect.None : done == plan.Schema.Versions.Count ? StepEffect.Complete : StepEffect.Partial;
    }

    public async Task<string?> DoAsync(CancellationToken cancellation) => plan.Schema.Verb switch
    {
        SchemaVerb.Up => Said("applied", await backends.Database!.UpAsync(plan.Schema.Files, Right, cancellation)),
        SchemaVerb.Down => Said("took back", await backends.Database!.DownAsync(plan.Schema.Files, new DownSelection.Exactly(plan.Schema.Versions), Right, cancellation)),
        _ => "nothing to do",
    };

    public async Task<string?> UndoAsync(CancellationToken cancellation)
    {
        // A server that restarts in the middle of a migration is away for some seconds, and must not cost the way back.
        for (var start = backends.Time.GetTimestamp(); ;)
        {
            try
            {
                return await UndoOnceAsync(cancellation);
            }
            catch (ToolException e) when (e.Code.Exit == ExitCode.Unreachable && backends.Time.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, backends.Time, cancellation);
            }
        }
    }

    private async Task<string?> UndoOnceAsync(CancellationToken cancellation) => plan.Schema.Verb switch
    {
        SchemaVerb.Up => Said("took back", await backends.Database!.DownAsync(plan.Schema.Files, new DownSelection.AppliedBy(plan.Id), Right, cancellation)),
        SchemaVerb.Down => Said("applied again", await backends.Database!.UpAsync(plan.Schema.Files, Right, cancellation)),
        _ => null,
    };

    private static string Said(string verb, IReadOnlyList<Migration> migrations) =>
        migrations.Count == 0 ? "nothing to do" : $"{verb} {string.Join(", ", migrations)}";
}
