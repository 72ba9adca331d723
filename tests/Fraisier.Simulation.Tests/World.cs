namespace Fraisier.Simulation.Tests;

/// <summary>A host: what is on its disk, and what it runs.</summary>
internal sealed class HostState(string name)
{
    public string Name { get; } = name;

    public bool IsUp { get; set; } = true;

    /// <summary>True from going down until a recovery has ended: what it does meanwhile nobody could prevent.</summary>
    public bool WasLost { get; set; }

    public Release? Current { get; set; }

    public Release? Running { get; set; }

    public HashSet<string> Prepared { get; } = new(StringComparer.Ordinal);

    public long Epoch { get; set; }
}

/// <summary>A database: its ledger with the deployment that applied each migration, and how often each one's effect is there.</summary>
internal sealed class SimulatedDatabase
{
    public bool IsUp { get; set; } = true;

    public List<(string Version, string Deployment)> Ledger { get; } = [];

    public Dictionary<string, int> Effects { get; } = new(StringComparer.Ordinal);

    public long Epoch { get; set; }

    public void Apply(string version, string deployment)
    {
        if (Ledger.Any(l => l.Version == version)) return;
        Ledger.Add((version, deployment));
        Effects[version] = Effects.GetValueOrDefault(version) + 1;
    }

    public void RollBack(string version)
    {
        if (Ledger.RemoveAll(l => l.Version == version) > 0) Effects[version] = Effects.GetValueOrDefault(version) - 1;
    }
}

/// <summary>Everything outside of the controllers.</summary>
/// <param name="scenario">What is played.</param>
/// <param name="schedule">What goes wrong.</param>
internal sealed class World
{
    private readonly List<string> seen = [];

    public World(Scenario scenario, Schedule schedule)
    {
        (Scenario, Schedule) = (scenario, schedule);
        Hosts = [.. scenario.Hosts.Select(h => new HostState(h) { Current = scenario.Old, Running = scenario.Old })];
        foreach (var host in Hosts) host.Prepared.UnionWith(scenario.PreparedBefore.Select(r => r.Name));
        foreach (var version in scenario.SchemaOf(scenario.Old)) Database.Apply(version, "before");
        Store = new(this);
    }

    public VirtualTime Time { get; } = new();

    public Scenario Scenario { get; }

    public Schedule Schedule { get; }

    public IReadOnlyList<HostState> Hosts { get; }

    public SimulatedDatabase Database { get; } = new();

    public StoreState Store { get; }

    /// <summary>How often the new release was found ill.</summary>
    public int TimesIll { get; set; }

    /// <summary>What must never be seen, and was seen on the way.</summary>
    public IReadOnlyList<string> Seen => seen;

    public HostState this[string host] => Hosts.First(h => h.Name == host);

    /// <summary>What another controller does when one is wanted.</summary>
    public Action Another { get; set; } = () => { };

    public void See(string violation) => seen.Add(violation);

    /// <summary>Looks after each effect: new code never runs on an older schema.</summary>
    public void Look(string after)
    {
        foreach (var host in Hosts.Where(h => h is { IsUp: true, WasLost: false, Running: not null }))
        {
            var missing = Scenario.SchemaOf(host.Running!).Except(Database.Ledger.Select(l => l.Version)).ToList();
            if (missing.Count > 0) seen.Add($"{host.Name} runs {host.Running} without {string.Join(", ", missing)}, after {after}");
        }
    }

    /// <summary>Everything that was down comes back: a host's service is started by the host, on what its link says.</summary>
    public void Revive()
    {
        Database.IsUp = true;
        foreach (var host in Hosts.Where(h => !h.IsUp))
        {
            host.IsUp = true;
            host.Running = host.Current;
        }
    }

    public override string ToString() => string.Join(", ", Hosts.Select(h => $"{h.Name}: {h.Current?.Name ?? "-"}/{h.Running?.Name ?? "-"}"))
        + $"; ledger {string.Join(" ", Database.Ledger.Select(l => l.Version))}; "
        + string.Join(" ", Store.Records.Select(r => $"{r.Id}={r.Outcome}")) + $"; open {string.Join(" ", Store.Open)}";
}

/// <summary>A controller: its calls go on as long as it lives, and wait while it stands still.</summary>
internal sealed class ControllerLife
{
    private TaskCompletionSource ended = new();
    private TaskCompletionSource? paused;

    /// <summary>Completed when it was killed or stands still.</summary>
    public Task Ended => ended.Task;

    public bool IsDead { get; private set; }

    /// <summary>True when it stood still once: its lease may have run out.</summary>
    public bool WasPaused { get; private set; }

    public bool IsPaused => paused is not null;

    public void Kill()
    {
        IsDead = true;
        ended.TrySetResult();
    }

    public void Pause()
    {
        paused = new();
        WasPaused = true;
        ended.TrySetResult();
    }

    public void Resume()
    {
        var waiting = paused;
        paused = null;
        ended = new();
        waiting?.TrySetResult();
    }

    /// <summary>Returns at once for one that is well, later for one that stands still, and never for a dead one.</summary>
    public Task GoOnAsync() => IsDead ? new TaskCompletionSource().Task : paused?.Task ?? Task.CompletedTask;
}
