using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The host that this process runs on.</summary>
/// <param name="parts">What it acts on.</param>
public sealed class LocalHost(HostParts parts) : IHost
{
    private readonly CommitReceiver receiver = new(parts);

    /// <inheritdoc/>
    public string Name => parts.HostName;

    /// <summary>The target.</summary>
    public HostParts Parts => parts;

    /// <inheritdoc/>
    public Task<HostDescription> DescribeAsync(CancellationToken cancellation) => Task.FromResult(new HostDescription(
        parts.Mirror.Repository, parts.Service.Description, parts.Health?.Description,
        parts.Target.Build.Count == 0 ? null : Command.Of(parts.Target.Build[0], [.. parts.Target.Build.Skip(1)]).ToString()));

    /// <inheritdoc/>
    public Task<long> OpenAsync(CancellationToken cancellation)
    {
        Trust.Require(parts.Target);
        DirectoryOwner.Require(parts.Directory, parts.Target);
        parts.Directory.Create();
        DirectoryOwner.Claim(parts.Directory, parts.Target);
        HostClaim.Claim(parts.Target);
        return Task.FromResult(parts.Fence.Epoch);
    }

    /// <inheritdoc/>
    public async Task RaiseAsync(long epoch, bool orphaned, CancellationToken cancellation)
    {
        var former = parts.Fence.Epoch;
        await parts.Fence.RaiseAsync(epoch, cancellation);

        // What ended by itself may have left daemons on purpose; what was killed has left what it was in the middle of.
        if (orphaned) Orphans.Reap(WorkMark.Variable, parts.Mark.Of(former));
        parts.Mark.Use(epoch);
    }

    /// <inheritdoc/>
    public async Task<Survey> SurveyAsync(SurveyRequest request, CancellationToken cancellation)
    {
        if (!request.Rehearsal) return await new Surveyor(parts).LookAsync(request, cancellation);
        Trust.Require(parts.Target);
        DirectoryOwner.Require(parts.Directory, parts.Target);
        HostClaim.Require(parts.Target);
        var directory = Directory.CreateTempSubdirectory("fraisier-");
        try
        {
            var mirror = receiver.Rehearsed ?? parts.Mirror.At(Path.Combine(directory.FullName, "mirror.git"));

            // What a rollback goes back to is here already, and what was sent may have been here before: neither is fetched.
            if (receiver.Rehearsed is null && (request.Commit is not null || request.Kind == DeploymentKind.Rollback))
                await mirror.BorrowAsync(parts.Mirror.Directory, cancellation);
            return await new Surveyor(parts with { Mirror = mirror, Scratch = directory.FullName }).LookAsync(request, cancellation);
        }
        finally
        {
            Tree.Delete(directory.FullName);
        }
    }

    /// <inheritdoc/>
    public Task<HeldCommits> HeldAsync(string commit, CancellationToken cancellation) => parts.Mirror.HeldAsync(commit, cancellation);

    /// <inheritdoc/>
    public Task ReceiveAsync(BundlePart part, CancellationToken cancellation) => receiver.ReceiveAsync(part, cancellation);

    /// <inheritdoc/>
    public IStep Step(StepCall call, WorkRight right)
    {
        parts.Mark.Use(right.Epoch);
        var step = HostSteps.Of(call, parts, right);
        return call.Step.Fence == StepFence.Host ? new FencedStep(step, parts.Fence, right) : step;
    }

    /// <inheritdoc/>
    public async Task<StepResult> ControlAsync(ServiceVerb verb, WorkRight right, CancellationToken cancellation)
    {
        using var guard = await parts.Fence.EnterAsync(right.Epoch, cancellation);
        right.RequireHeld();
        return await new ServiceControl(parts).ActAsync(verb, cancellation);
    }

    /// <inheritdoc/>
    public Task LogsAsync(int lines, bool follow, Action<byte[], bool> said, CancellationToken cancellation) =>
        new ServiceControl(parts).LogsAsync(lines, follow, said, cancellation);

    /// <inheritdoc/>
    public Task<int> ExecuteAsync(IReadOnlyList<string> command, Stream? input, Action<byte[], bool> said, CancellationToken cancellation) =>
        new ServiceControl(parts).ExecuteAsync(command, input, said, cancellation);

    /// <summary>A program as <see cref="ExecuteAsync"/> runs it.</summary>
    /// <param name="command">The argument vector.</param>
    /// <param name="cancellation">Ends the look.</param>
    public Task<Command> CommandAsync(IReadOnlyList<string> command, CancellationToken cancellation) =>
        new ServiceControl(parts).CommandAsync(command, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> ExamineAsync(DateTimeOffset controllerTime, CancellationToken cancellation) =>
        new HostExamination(parts).LookAsync(controllerTime, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> TryAsync(CancellationToken cancellation) => new HostTrial(parts).TryAsync(cancellation);

    /// <inheritdoc/>
    public Task<HostStatus> StatusAsync(CancellationToken cancellation) => new HostLook(parts).StatusAsync(cancellation);

    /// <inheritdoc/>
    public async Task<Placement> AdoptAsync(string? commit, string? from, CancellationToken cancellation)
    {
        Trust.Require(parts.Target);
        if (from is null)
        {
            DirectoryOwner.Require(parts.Directory, parts.Target);
            parts.Directory.Create();
            DirectoryOwner.Claim(parts.Directory, parts.Target);
        }
        else
        {
            DirectoryOwner.HandOver(parts.Directory, parts.Target, from);
        }

        HostClaim.Claim(parts.Target);
        var known = commit is null ? null : await parts.Mirror.FetchAsync(commit, cancellation);
        var live = await parts.Releases.AdoptAsync(known, parts.Time.GetUtcNow(), cancellation);
        if (from is not null && parts.Migrator is { } migrator) await migrator.HandOverAsync(live.Directory, from, cancellation);
        return live;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        receiver.Dispose();
        return ValueTask.CompletedTask;
    }

    // No other change happens on the host meanwhile, and no controller with an older epoch starts one.
    private sealed class FencedStep(IStep step, IHostFence fence, WorkRight right) : IStep
    {
        public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => step.ProbeAsync(cancellation);

        public Task<StepResult> DoAsync(CancellationToken cancellation) => InsideAsync(step.DoAsync, cancellation);

        public Task<StepResult> UndoAsync(CancellationToken cancellation) => InsideAsync(step.UndoAsync, cancellation);

        private async Task<StepResult> InsideAsync(Func<CancellationToken, Task<StepResult>> verb, CancellationToken cancellation)
        {
            using var guard = await fence.EnterAsync(right.Epoch, cancellation);
            right.RequireHeld();
            return await verb(cancellation);
        }
    }
}
