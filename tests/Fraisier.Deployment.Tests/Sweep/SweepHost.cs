using System.Diagnostics;
using Foundation.Processes;

namespace Fraisier.Deployment.Tests.Sweep;

/// <summary>A site with v1 live, put back to exactly that state before each case.</summary>
internal sealed class SweepHost : IAsyncDisposable
{
    private readonly string golden;
    private readonly string template;
    private readonly Site site;

    private SweepHost(Site site, string template) => (this.site, this.template, golden) = (site, template, Path.Combine(site.Root, "golden"));

    public World First { get; private set; } = null!;

    public Site Site => site;

    public static async Task<SweepHost> CreateAsync(PostgresFixture postgres)
    {
        var site = await Site.CreateAsync(postgres);
        (site.HealthTimeout, site.LeaseTimeout) = (3, 30);
        var deployed = await site.DeployAsync("v1");
        if (!deployed.Succeeded) throw new InvalidOperationException($"v1 cannot be deployed: {deployed.Errors}");
        await using (var database = await Confiture.Postgres.Database.OpenAsync(site.Url, "test", CancellationToken.None))
        {
            await database.ExecuteAsync("insert into items select generate_series(1, 100)", CancellationToken.None);
        }

        var host = new SweepHost(site, site.Database + "_golden") { First = await World.LookAsync(site) };
        await host.StopServiceAsync();
        await postgres.Server.CloneAsync(site.Database, host.template, CancellationToken.None);
        await CopyAsync(site.AppPath, host.golden);
        return host;
    }

    /// <summary>v1 is live, as after its deployment.</summary>
    public async Task ResetAsync()
    {
        await StopServiceAsync();
        Directory.Delete(site.AppPath, recursive: true);
        await CopyAsync(golden, site.AppPath);
        await site.RestoreDatabaseAsync(template);
        // How quickly the old release starts is not what is judged.
        var judged = site.HealthTimeout;
        site.HealthTimeout = 30;
        var parts = await site.PartsAsync();
        site.HealthTimeout = judged;
        site.WriteConfig();
        var live = await parts.Releases.LiveAsync(CancellationToken.None);
        await parts.Service.StartAsync(live!.Release, live.Directory, CancellationToken.None);
        var health = await parts.Health!.WaitAsync(live.Release, _ => Task.FromResult(new ServiceWatch(null, null)), CancellationToken.None);
        if (!health.Healthy) throw new InvalidOperationException($"v1 does not start: {health.Summary} {health.Text}");
    }

    /// <summary>The transitions of an undisturbed run, in order.</summary>
    public async Task<IReadOnlyList<string>> TraceAsync(Scenario scenario, params (string Name, string Value)[] variables)
    {
        await ResetAsync();
        var trace = Path.Combine(site.Root, "trace");
        File.Delete(trace);
        var run = await site.DeployAsync(scenario.Reference, [.. variables, ("HARNESS_TRACE", trace)]);
        return run.ExitCode == scenario.Exit
            ? await File.ReadAllLinesAsync(trace)
            : throw new InvalidOperationException($"{scenario} ended with {run.ExitCode}: {run.Errors}");
    }

    /// <summary>The transitions of a recovery after a kill.</summary>
    public async Task<IReadOnlyList<string>> TraceRecoveryAsync(Scenario scenario, int killAt)
    {
        await ResetAsync();
        await site.DeployAsync(scenario.Reference, ("HARNESS_KILL_AT", $"{killAt}"));
        var trace = Path.Combine(site.Root, "trace");
        File.Delete(trace);
        await site.RecoverAsync(("HARNESS_TRACE", trace));
        return File.Exists(trace) ? await File.ReadAllLinesAsync(trace) : [];
    }

    public async Task<SweepResult> RunAsync(SweepCase item, string? mutant = null)
    {
        await ResetAsync();
        (string, string)[] planted = [.. mutant is null ? [] : ((string, string)[])[("HARNESS_MUTANT", mutant)],
            .. item.Pipe is { } pipe ? ((string, string)[])[("HARNESS_PIPE", pipe)] : []];
        var violations = new List<string>();
        if (item.PauseAt > 0) site.LeaseTimeout = 1;
        var clock = new Stopwatch();
        try
        {
            await using var paused = item.PauseAt > 0 ? await PausedRun.StartAsync(site, item, planted) : null;
            await DisturbAsync(item, planted, violations);
            clock.Start();
            var recovered = await site.RecoverAsync(planted);
            clock.Stop();
            if (recovered.ExitCode != 0) violations.Add($"recovery ended with {recovered.ExitCode}: {recovered.Errors}");
            if (paused is not null) violations.AddRange(await paused.WakeAsync());
            await InspectAsync(item, planted, violations);
        }
        finally
        {
            site.LeaseTimeout = 30;
        }

        return new(item, violations, clock.Elapsed);
    }

    private async Task DisturbAsync(SweepCase item, (string, string)[] planted, List<string> violations)
    {
        if (item.KillAt > 0)
        {
            var killed = await site.DeployAsync(item.Scenario.Reference, [.. planted, ("HARNESS_KILL_AT", $"{item.KillAt}")]);
            if (killed.ExitCode != 137) violations.Add($"the run was to be killed and ended with {killed.ExitCode}: {killed.Errors}");
        }

        if (item.BreakAt > 0)
        {
            // A controller that lives ends by itself, one way or the other; what it could not see to its end is left for recovery.
            var broken = await site.DeployAsync(item.Scenario.Reference, [.. planted, ("HARNESS_BREAK_AT", $"{item.BreakAt}")]);
            if (broken.ExitCode is not (0 or 1 or 3 or 4 or 5 or 7)) violations.Add($"the run whose pipe broke ended with {broken.ExitCode}: {broken.Errors}");
        }

        if (item.RecoveryKillAt > 0)
        {
            var killed = await site.RecoverAsync([.. planted, ("HARNESS_KILL_AT", $"{item.RecoveryKillAt}")]);
            if (killed.ExitCode != 137) violations.Add($"the recovery was to be killed and ended with {killed.ExitCode}: {killed.Errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopServiceAsync();
        await site.DisposeAsync();
    }

    private async Task InspectAsync(SweepCase item, (string, string)[] planted, List<string> violations)
    {
        var world = await World.LookAsync(site);
        violations.AddRange(await Invariants.CheckAsync(world, First, site));
        violations.AddRange(await PlainJudge.CheckAsync(site, item));
        var again = await site.RecoverAsync(planted);
        if (again.ExitCode != 0) violations.Add($"I11 a second recovery ended with {again.ExitCode}: {again.Errors}");
        var after = await World.LookAsync(site);
        if (Invariants.Text(after) != Invariants.Text(world))
            violations.Add($"I11 a second recovery changed the world of {item}: {Invariants.Text(world)} became {Invariants.Text(after)}");
    }

    private async Task StopServiceAsync()
    {
        if (Directory.Exists(site.StoreDirectory)) await (await site.PartsAsync()).Service.StopAsync(CancellationToken.None);
    }

    private static Task CopyAsync(string from, string to) => new CommandRunner().OutputOfAsync(Command.Of("cp", "-a", from, to), CancellationToken.None);
}
