using Foundation.Errors;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>Changes the schema, always with the files of the newer release: only they know the way in both directions.</summary>
internal sealed class MigrateStep(StepCall call, HostParts parts, WorkRight right) : IStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private SchemaChange Schema => call.Schema;

    private IMigrator Migrator => parts.Migrator ?? throw DeploymentErrors.JournalMismatch.Error(
        $"{parts.Target} has no `database`, but deployment {call.Plan.Id} has changed one.", "fraises.yaml has changed since.",
        "Restore `database` in fraises.yaml, then run: fraisier recover");

    private string Files => parts.Releases.DirectoryOf(Schema.Files);

    public async Task<StepEffect> ProbeAsync(CancellationToken cancellation)
    {
        if (Schema.Verb == SchemaVerb.None) return StepEffect.Complete;
        await RequireSameDatabaseAsync(cancellation);
        var ledger = (await Migrator.FenceAsync(Files, right, cancellation)).ToHashSet(StringComparer.Ordinal);
        var there = Schema.Versions.Count(ledger.Contains);
        var done = Schema.Verb == SchemaVerb.Up ? there : Schema.Versions.Count - there;
        return done == 0 ? StepEffect.None : done == Schema.Versions.Count ? StepEffect.Complete : StepEffect.Partial;
    }

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        var said = Schema.Verb == SchemaVerb.None ? new("nothing to do") : await ChangeAsync(cancellation);
        return Also(said, await NeedAsync(parts.Releases.DirectoryOf(call.Plan.Release), cancellation));
    }

    public async Task<StepResult> UndoAsync(CancellationToken cancellation)
    {
        var said = Schema.Verb == SchemaVerb.None ? StepResult.Silent : await ChangeBackAsync(cancellation);
        return call.Plan.Before.Live is { } live ? Also(said, await NeedAsync(live.Directory, cancellation)) : said;
    }

    private async Task<StepResult> ChangeAsync(CancellationToken cancellation)
    {
        await RequireSameDatabaseAsync(cancellation);
        return Schema.Verb == SchemaVerb.Up
            ? Said("applied", await Migrator.ApplyAsync(Files, right, cancellation))
            : Said("rolled back", await Migrator.RollBackAsync(Files, Schema.Versions, right, cancellation));
    }

    private async Task<StepResult> ChangeBackAsync(CancellationToken cancellation)
    {
        // A server that restarts during a migration is away for some seconds, which must not prevent the rollback.
        for (var patience = Deadline.In(Patience, parts.Time); ;)
        {
            try
            {
                await RequireSameDatabaseAsync(cancellation);
                return Schema.Verb == SchemaVerb.Up
                    ? Said("rolled back", await Migrator.RollBackAsync(Files, null, right, cancellation))
                    : Said("applied again", await Migrator.ApplyAsync(Files, right, cancellation));
            }
            catch (ToolException e) when (e.Code.Exit == ExitCode.Unreachable && !patience.HasPassed)
            {
                await Task.Delay(Pause, parts.Time, cancellation);
            }
        }
    }

    // What the release that is live afterwards needs; only recorded when the database is shared.
    private async Task<IReadOnlyList<string>> NeedAsync(string directory, CancellationToken cancellation) =>
        parts.Target.Database is { SharedWith.Count: > 0 } ? await Migrator.NeedAsync(directory, right, cancellation) : [];

    private static StepResult Also(StepResult said, IReadOnlyList<string> stays) =>
        stays.Count == 0 ? said : said with { Note = string.Join("; ", stays.Prepend(said.Note ?? "nothing to do")) };

    private async Task RequireSameDatabaseAsync(CancellationToken cancellation) =>
        SchemaQuestion.RequireSame(call.Plan.Before.Database, (await Migrator.LookAsync(Files, cancellation)).Database);

    private static StepResult Said(string verb, IReadOnlyList<string> migrations) =>
        new(migrations.Count == 0 ? "nothing to do" : $"{verb} {string.Join(", ", migrations)}");
}
