using Foundation.Errors;
using Foundation.Processes;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>
/// Runs the hooks of one phase, one after the other. They cannot be undone, and run again when a crash leaves in doubt whether they have run.
/// </summary>
internal sealed class HooksStep(StepCall call, HostParts parts, WorkRight right) : IStep
{
    private bool IsBefore => call.Step.Name == StepName.Prehooks;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => Task.FromResult(StepEffect.None);

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        List<string> notes = [];
        foreach (var hook in IsBefore ? parts.Target.Hooks.Before : parts.Target.Hooks.After)
        {
            right.RequireHeld();
            notes.Add(await RunAsync(hook, cancellation));
        }

        return new(notes.Count == 0 ? "no hooks are configured any more" : string.Join("; ", notes));
    }

    public Task<StepResult> UndoAsync(CancellationToken cancellation) => Task.FromResult(StepResult.Silent);

    private async Task<string> RunAsync(HookSettings hook, CancellationToken cancellation)
    {
        try
        {
            using var limit = Deadline.Limiting(hook.Timeout, parts.Time, cancellation);
            await WorkAsync(hook, cancellation, limit.Token);
            return $"{hook.Name} ok";
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is ToolException or OperationCanceledException)
        {
            var failure = Failed(hook, e);
            if (hook.OnFailure == HookFailure.Rollback) throw failure;
            if (hook.OnFailure == HookFailure.Alert)
                parts.Observer.Heard(new(MigratorEvent.Warned, string.Join('\n', [$"{failure.What} {failure.Why}", .. failure.Details])));
            return $"{hook.Name} FAILED ({(e is ToolException tool ? tool.What : "timed out")})";
        }
    }

    private Task WorkAsync(HookSettings hook, CancellationToken cancellation, CancellationToken limited) => hook switch
    {
        HookSettings.Database database => ExecuteAsync(database, limited),
        HookSettings.Request request => HookRequest.SendAsync(request, limited),
        HookSettings.Script script => RunAsync(script, cancellation),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task ExecuteAsync(HookSettings.Database hook, CancellationToken cancellation)
    {
        var migrator = parts.Migrator ?? throw DeploymentErrors.Hook.Error(
            $"{parts.Target} has no `database`.", "A hook of type database runs in the database of its environment.", "Add `database` to the environment.");
        var directory = parts.Releases.DirectoryOf(call.Plan.Release);
        var sql = hook.Sql;
        if (hook.File is { } file)
        {
            var path = Path.Combine(directory, file);
            sql = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellation) : throw DeploymentErrors.Hook.Error(
                $"The release has no {file}.", $"The hook {hook.Name} runs it.", "Commit the file, or correct the hook's `command` in fraises.yaml.");
        }

        await migrator.ExecuteAsync(directory, sql!, hook.Timeout, cancellation);
    }

    // What a script leaves running in the background does not hold the deployment open.
    private async Task RunAsync(HookSettings.Script hook, CancellationToken cancellation)
    {
        var directory = IsBefore ? parts.Releases.DirectoryOf(call.Plan.Release) : parts.Releases.WorkingDirectory(call.Plan.Release);
        var command = Command.Of(hook.Command[0], [.. hook.Command.Skip(1)]) with
        {
            WorkingDirectory = directory,
            Deadline = hook.Timeout,
            Environment = new Dictionary<string, string?>(parts.Mark.Environment, StringComparer.Ordinal)
            {
                ["FRAISIER_RELEASE"] = call.Plan.Release.Name,
                ["FRAISIER_COMMIT"] = call.Plan.Release.Commit,
                ["FRAISIER_TARGET"] = parts.Target.Name,
                ["FRAISIER_PREVIOUS"] = call.Plan.Before.Release?.Name ?? string.Empty,
                ["FRAISIER_PHASE"] = IsBefore ? "pre" : "post",
            },
        };
        var result = await new CommandRunner().RunAsync(command, cancellation);
        if (!result.Succeeded) throw CommandRunner.Failed(result);
    }

    private static ToolException Failed(HookSettings hook, Exception cause)
    {
        var failure = cause as ToolException;
        return DeploymentErrors.Hook.Error(
            $"The hook {hook.Name} failed: {failure?.What ?? $"it did not finish within {hook.Timeout.TotalSeconds:0.#} s."}",
            failure?.Why ?? "It hung or needs more time.",
            "Fix the hook, or say with its `on_failure` that its failure does not matter.", cause).With(failure?.Details ?? []);
    }
}
