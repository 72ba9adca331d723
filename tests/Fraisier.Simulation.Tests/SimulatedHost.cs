using Confiture.Migrations;
using Foundation.Errors;

namespace Fraisier.Simulation.Tests;

/// <summary>The way from one controller to the world: every message takes time, and may go wrong before and after its effect.</summary>
internal sealed class Wire(World world, ControllerLife life, Mutant mutant)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(40);

    public World World => world;

    public ControllerLife Life => life;

    public Mutant Mutant => mutant;

    public async Task<T> CallAsync<T>(HostState host, string point, Func<T> effect, CancellationToken cancellation)
    {
        await Task.Delay(Latency, world.Time, cancellation);
        await life.GoOnAsync();
        await StrikeAsync(host, $"{host.Name} {point} before");
        if (!host.IsUp) throw Unreachable(host);
        var result = effect();
        world.Look(point);
        await StrikeAsync(host, $"{host.Name} {point} after");
        if (!host.IsUp) throw Unreachable(host);
        await Task.Delay(Latency, world.Time, CancellationToken.None);
        await life.GoOnAsync();
        return result;
    }

    public Task<bool> CallAsync(HostState host, string point, Action effect, CancellationToken cancellation) => CallAsync(host, point, () =>
    {
        effect();
        return true;
    }, cancellation);

    private async Task StrikeAsync(HostState host, string point)
    {
        switch (world.Schedule.Reach(point))
        {
            case FaultKind.Fail:
                throw DeploymentErrors.Service.Error($"{point} fails.", "The schedule says so.", "Nothing.");
            case FaultKind.Lose:
                throw Unreachable(host);
            case FaultKind.Kill:
                life.Kill();
                break;
            case FaultKind.Pause:
                life.Pause();
                break;
            case FaultKind.Down:
                (host.IsUp, host.Running, host.WasLost) = (false, null, true);
                break;
            case FaultKind.Second:
                world.Another();
                break;
            case null:
                break;
        }

        await life.GoOnAsync();
    }

    private static ToolException Unreachable(HostState host) =>
        DeploymentErrors.HostUnreachable.Error($"The connection to host {host.Name} is lost.", "The schedule says so.", "Nothing.");
}

/// <summary>A host of the world, for one controller.</summary>
internal sealed class SimulatedHost(Wire wire, HostState state) : IHost
{
    private readonly World world = wire.World;

    public string Name => state.Name;

    private Scenario Scenario => world.Scenario;

    private bool Migrates => Name == Scenario.Hosts[0];

    public Task<HostDescription> DescribeAsync(CancellationToken cancellation) =>
        wire.CallAsync(state, "describe", () => new HostDescription("repository", "service", null, null), cancellation);

    public Task<long> OpenAsync(CancellationToken cancellation) => wire.CallAsync(state, "open", () => state.Epoch, cancellation);

    public Task RaiseAsync(long epoch, bool orphaned, CancellationToken cancellation) =>
        wire.CallAsync(state, "raise", () => state.Epoch = Math.Max(state.Epoch, epoch), cancellation);

    public Task<Survey> SurveyAsync(SurveyRequest request, CancellationToken cancellation) => wire.CallAsync(state, "survey", () =>
    {
        var database = Migrates ? new DatabaseState(new("1", "api", 1), [.. world.Database.Ledger.Select(l => l.Version)], world.Database.Epoch) : null;
        var (from, to) = (Scenario.SchemaOf(state.Current ?? Scenario.One), Scenario.SchemaOf(Scenario.New));
        var change = !Migrates || Scenario.SameSchema ? new SchemaChange(SchemaVerb.None, [], Scenario.New)
            : Scenario.IsRollback ? new(SchemaVerb.Down, [.. from.Except(to).Reverse()], Scenario.Old)
            : new(SchemaVerb.Up, [.. to.Except(world.Database.Ledger.Select(l => l.Version))], Scenario.New, Scenario.Irreversible);
        if (change.Versions.Count == 0) change = new(SchemaVerb.None, [], Scenario.New);
        return new Survey(Scenario.New, new(Live(), state.Running is not null, true, database), change,
            Scenario.Irreversible ? ["3"] : [], state.Current == Scenario.New && state.Running == Scenario.New && change.Verb == SchemaVerb.None);
    }, cancellation);

    public IStep Step(StepCall call, WorkRight right) => new SimulatedStep(wire, state, call, right);

    public Task<HeldCommits> HeldAsync(string commit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task ReceiveAsync(BundlePart part, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StepResult> ControlAsync(ServiceVerb verb, WorkRight right, CancellationToken cancellation) => throw new NotSupportedException();

    public Task LogsAsync(int lines, bool follow, Action<byte[], bool> said, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<int> ExecuteAsync(IReadOnlyList<string> command, Stream? input, Action<byte[], bool> said, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Finding>> ExamineAsync(DateTimeOffset controllerTime, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<Finding>> TryAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<HostStatus> StatusAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Placement> AdoptAsync(string? commit, string? from, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Placement? Live() => state.Current is { } release ? new(release, Name, $"/srv/api/releases/{release.Name}") : null;
}

/// <summary>The verbs of the steps, as the product's own steps do them on files, processes and a database.</summary>
internal sealed class SimulatedStep(Wire wire, HostState state, StepCall call, WorkRight right) : IStep
{
    private readonly World world = wire.World;

    private StepName Name => call.Step.Name;

    private Release? Before => call.Plan.Before.Release;

    private SimulatedDatabase Database => world.Database;

    public Task<StepEffect> ProbeAsync(CancellationToken cancellation) => wire.CallAsync(state, $"probe {Name}", () => Name switch
    {
        StepName.Baseline => state.Current == Before ? StepEffect.Complete : StepEffect.None,
        StepName.Prepare => state.Prepared.Contains(call.Plan.Release.Name) ? StepEffect.Complete : StepEffect.None,
        StepName.Stop => state.Running is null ? StepEffect.Complete : StepEffect.None,
        StepName.Migrate => ProbeSchema(),
        StepName.Activate => state.Current == call.Plan.Release ? StepEffect.Complete : StepEffect.None,
        StepName.Restart => state.Running is null ? StepEffect.None : StepEffect.Partial,
        _ => StepEffect.None,
    }, cancellation);

    public async Task<StepResult> DoAsync(CancellationToken cancellation)
    {
        right.RequireHeld();
        if (Name == StepName.Migrate) return await MigrateAsync(call.Schema.Verb, call.Schema.Versions, cancellation);
        await wire.CallAsync(state, $"do {Name}", Do, cancellation);
        return new(null, Name == StepName.Prepare && call.Plan.Kind == DeploymentKind.Deploy && state.Name == world.Scenario.Hosts[0] ? call.Schema : null);
    }

    public async Task<StepResult> UndoAsync(CancellationToken cancellation)
    {
        right.RequireHeld();
        if (Name == StepName.Migrate)
        {
            var up = call.Schema.Verb == SchemaVerb.Up;
            return call.Schema.Verb == SchemaVerb.None ? StepResult.Silent : await MigrateAsync(
                up ? SchemaVerb.Down : SchemaVerb.Up,
                up ? [.. Database.Ledger.Where(l => l.Deployment == right.Deployment).Select(l => l.Version).Reverse()] : [.. call.Schema.Versions.Reverse()],
                cancellation);
        }

        await wire.CallAsync(state, $"undo {Name}", Undo, cancellation);
        return StepResult.Silent;
    }

    private StepEffect ProbeSchema()
    {
        if (call.Schema.Verb == SchemaVerb.None) return StepEffect.Complete;
        EnterDatabase();
        var there = call.Schema.Versions.Count(v => Database.Ledger.Any(l => l.Version == v));
        var done = call.Schema.Verb == SchemaVerb.Up ? there : call.Schema.Versions.Count - there;
        return done == 0 ? StepEffect.None : done == call.Schema.Versions.Count ? StepEffect.Complete : StepEffect.Partial;
    }

    // Each migration is a transaction of its own.
    private async Task<StepResult> MigrateAsync(SchemaVerb verb, IReadOnlyList<string> versions, CancellationToken cancellation)
    {
        foreach (var version in versions)
        {
            if (world.Scenario.MigrationTime > TimeSpan.Zero) await Task.Delay(world.Scenario.MigrationTime, world.Time, cancellation);
            await wire.CallAsync(state, $"{verb} {version}", () =>
            {
                EnterDatabase();
                if (world.Scenario.MigrationFails && verb == SchemaVerb.Up && version == "4")
                    throw DeploymentErrors.Service.Error("Migration 4 fails.", "The scenario says so.", "Nothing.");
                if (verb == SchemaVerb.Up) Database.Apply(version, right.Deployment);
                else Database.RollBack(version);
            }, cancellation);
        }

        return new($"{verb}");
    }

    private void EnterDatabase()
    {
        if (wire.Mutant == Mutant.NoFence) return;
        if (right.Epoch < Database.Epoch) throw MigrationErrors.Fenced.Error("The database has seen a newer epoch.", "It has.", "Nothing.");
        Database.Epoch = right.Epoch;
    }

    private void EnterHost()
    {
        if (wire.Mutant == Mutant.NoFence) return;
        if (right.Epoch < state.Epoch) throw DeploymentErrors.Superseded.Error("The host has seen a newer epoch.", "It has.", "Nothing.");
        state.Epoch = right.Epoch;
    }

    private void Do()
    {
        EnterHost();
        switch (Name)
        {
            case StepName.Baseline: RequireBefore(); break;
            case StepName.Prepare: state.Prepared.Add(call.Plan.Release.Name); break;
            case StepName.Stop: state.Running = null; break;
            case StepName.Activate: Activate(call.Plan.Release); break;
            case StepName.Restart: state.Running = state.Current; break;
            case StepName.Health: RequireHealth(); break;
        }
    }

    private void Undo()
    {
        EnterHost();
        switch (Name)
        {
            case StepName.Baseline:
                RequireBefore();
                if (call.Plan.Before.ServiceRan) state.Running ??= state.Current;
                break;
            case StepName.Prepare:
                if (call.Plan.Kind == DeploymentKind.Deploy && call.Plan.Release != Before) state.Prepared.Remove(call.Plan.Release.Name);
                break;
            case StepName.Activate: Activate(Before!); break;
            case StepName.Restart:
                if (state.Running != Before) state.Running = null;
                break;
        }
    }

    private void Activate(Release release)
    {
        if (!state.Prepared.Contains(release.Name)) throw DeploymentErrors.JournalMismatch.Error($"{release} is not there.", "It is not.", "Nothing.");
        state.Current = release;
    }

    private void RequireBefore()
    {
        if (state.Current != Before) throw DeploymentErrors.JournalMismatch.Error($"{Before} is not live on {state.Name}.", "It is not.", "Nothing.");
    }

    private void RequireHealth()
    {
        var ill = world.Scenario.Ill == state.Name && state.Running == world.Scenario.New && world.TimesIll++ < world.Scenario.IllTimes;
        if (ill || state.Running != call.Plan.Release) throw DeploymentErrors.Unhealthy.Error($"{call.Plan.Release} is not well.", "It is not.", "Nothing.");
    }
}
