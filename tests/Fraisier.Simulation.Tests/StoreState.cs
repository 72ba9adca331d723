using Foundation.Processes;

namespace Fraisier.Simulation.Tests;

/// <summary>The store on the first host: lease, journals, history.</summary>
internal sealed class StoreState(World world)
{
    public Dictionary<string, List<JournalEntry>> Journals { get; } = new(StringComparer.Ordinal);

    public List<HistoryRecord> Records { get; } = [];

    public List<string> Finished { get; } = [];

    public LeaseRecord? Lease { get; private set; }

    public IReadOnlyList<string> Open => [.. Journals.Keys.Where(id => !Finished.Contains(id)).Order(StringComparer.Ordinal)];

    private ControllerLife? Holder { get; set; }

    private ControllerLife? Releaser { get; set; }

    private bool IsHeld => Lease is { Released: false } lease && Holder?.IsDead != true && world.Time.GetUtcNow() < lease.ExpiresAt;

    public StoreView View() => new(Lease, IsHeld, Open, Records.OrderByDescending(r => r.Id, StringComparer.Ordinal).FirstOrDefault());

    public LeaseTaken Take(LeaseDemand demand, ControllerLife life)
    {
        if (IsHeld) throw DeploymentErrors.Locked.Error($"{demand.Target} is locked, since 1 s.", "It is.", "Wait.");
        var former = Lease;
        if (Holder is { IsDead: false, WasPaused: false } && Releaser != Holder) world.See("I3 the lease was taken from a controller that is alive and well");
        Releaser = null;
        var now = world.Time.GetUtcNow();
        Holder = life;
        Lease = new(ProcessIdentity.Current, demand.User, demand.Purpose, "preflight", Math.Max(former?.Epoch ?? 0, demand.LeastEpoch) + 1, now,
            now + demand.Life, Released: false);
        return new(Lease, former is { Released: false } ? former : null);
    }

    public LeaseRecord Renew(LeaseRenewal renewal)
    {
        if (Lease is not { Released: false } present || present.Epoch != renewal.Epoch) throw Superseded();
        return Lease = present with
        {
            Step = renewal.Step ?? present.Step, Deployment = renewal.Deployment ?? present.Deployment,
            Epoch = Math.Max(present.Epoch, renewal.RaiseTo ?? 0), ExpiresAt = world.Time.GetUtcNow() + renewal.Life,
        };
    }

    public void Release(long epoch, bool whoever, ControllerLife life)
    {
        if (Lease is not { Released: false } present || (!whoever && present.Epoch != epoch)) return;
        Releaser = life;
        Lease = present with { Released = true };
    }

    public LeaseRecord? Break()
    {
        if (Lease is not { Released: false } present) return null;
        Lease = present with { Epoch = present.Epoch + 1, Released = true };
        return present;
    }

    public void Append(string id, IReadOnlyList<JournalEntry> entries, bool fenced)
    {
        if (fenced) Require(entries[0].Epoch);
        if (!Journals.TryGetValue(id, out var journal)) Journals[id] = journal = [];
        journal.AddRange(entries);
    }

    public void Write(HistoryRecord record, long epoch, bool fenced)
    {
        if (fenced) Require(epoch);
        Records.RemoveAll(r => r.Id == record.Id);
        Records.Add(record);
    }

    private void Require(long epoch)
    {
        if (Lease is { } lease && lease.Epoch > epoch) throw Superseded();
    }

    private static Foundation.Errors.ToolException Superseded() =>
        DeploymentErrors.Superseded.Error("The store has seen a newer epoch.", "It has.", "Nothing.");
}
