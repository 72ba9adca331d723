using Foundation.Errors;
using Foundation.Files;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The right to change a target. It is renewed in the background, and it frees itself: at once when its process is gone, else when it expires.</summary>
public sealed class Lease : IAsyncDisposable
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);
    private readonly AppStore store;
    private readonly TimeProvider time;
    private readonly TimeSpan life;
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationTokenSource lost = new();
    private readonly Lock gate = new();
    private LeaseRecord record;
    private Task renewal = Task.CompletedTask;

    private Lease(AppStore store, TimeProvider time, TimeSpan life, LeaseRecord record, LeaseRecord? former)
    {
        (this.store, this.time, this.life, this.record) = (store, time, life, record);
        Former = former;
    }

    /// <summary>The epoch; every effect carries it.</summary>
    public long Epoch => record.Epoch;

    /// <summary>Who held the lease before without giving it back; null when it was free.</summary>
    public LeaseRecord? Former { get; }

    /// <summary>Cancelled when another controller has taken the lease, or it could not be renewed in time.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>What the store says about the lease; null when nobody has ever taken it.</summary>
    /// <param name="store">The application's store.</param>
    public static LeaseRecord? Read(AppStore store) => AppStore.Read(store.LeaseFile, StoreJson.Default.LeaseRecord);

    /// <summary>Takes the lease.</summary>
    /// <param name="store">The application's store; made already.</param>
    /// <param name="target">What is locked.</param>
    /// <param name="deployment">What it is taken for.</param>
    /// <param name="hostEpoch">The highest epoch that the host has seen.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait for the store's lock.</param>
    /// <exception cref="ToolException">Someone else holds it (<c>FRAI-DEP-002</c>, exit 5).</exception>
    public static async Task<Lease> TakeAsync(AppStore store, Target target, string deployment, long hostEpoch, TimeProvider time, CancellationToken cancellation)
    {
        using var guard = await TakeoverLock.TakeAsync(store.LeaseLock, () => Overdue(store, target, time), target.LeaseTime + LockPatience, time, cancellation);
        var present = Read(store);
        var now = time.GetUtcNow();
        if (present?.IsHeld(now) == true) throw Held(present, target, now);
        var record = new LeaseRecord(
            ProcessIdentity.Current, Environment.UserName, deployment, "preflight", Math.Max(present?.Epoch ?? 0, hostEpoch) + 1, now, now + target.LeaseTime, Released: false);
        store.Write(store.LeaseFile, record, StoreJson.Default.LeaseRecord);
        var lease = new Lease(store, time, target.LeaseTime, record, present is { Released: false } ? present : null);
        lease.renewal = lease.RenewAsync();
        return lease;
    }

    /// <summary>Takes the lease away from whoever holds it. The next controller recovers what that one left.</summary>
    /// <param name="store">The application's store.</param>
    /// <param name="fence">The host's fence; raised, so that the former holder is refused.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lease that was broken; null when nobody held it.</returns>
    public static async Task<LeaseRecord?> BreakAsync(AppStore store, IHostFence fence, TimeProvider time, CancellationToken cancellation)
    {
        LeaseRecord? present;
        using (await TakeoverLock.TakeAsync(store.LeaseLock, () => Read(store)?.Holder, LockPatience, time, cancellation))
        {
            present = Read(store);
            if (present is null or { Released: true }) return null;
            store.Write(store.LeaseFile, present with { Epoch = present.Epoch + 1, Released = true }, StoreJson.Default.LeaseRecord);
        }

        await fence.RaiseAsync(present.Epoch + 1, present.Holder, cancellation);
        return present;
    }

    /// <summary>Renews the lease and says what is being done.</summary>
    /// <param name="step">The step at work.</param>
    /// <exception cref="ToolException">Another controller has it now (<c>FRAI-DEP-003</c>).</exception>
    public void Renew(string step) => Update(r => r with { Step = step });

    /// <summary>Says which deployment the lease is used for.</summary>
    /// <param name="deployment">The deployment's id.</param>
    public void Begin(string deployment) => Update(r => r with { Deployment = deployment });

    /// <summary>Moves to a higher epoch, because a database has seen one already.</summary>
    /// <param name="epoch">The least acceptable epoch.</param>
    public void RaiseTo(long epoch) => Update(r => r with { Epoch = Math.Max(r.Epoch, epoch) });

    /// <summary>Gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await renewal;
        try
        {
            if (!lost.IsCancellationRequested) Update(r => r with { Released = true });
        }
        catch (Exception e) when (e is ToolException or IOException or TimeoutException)
        {
            // It belongs to someone else, or the disk is full: it ends with this process in any case.
        }

        ending.Dispose();
        lost.Dispose();
    }

    private void Update(Func<LeaseRecord, LeaseRecord> change)
    {
        lock (gate)
        {
            using var guard = FileLock.TakeAsync(store.LeaseLock, LockPatience, time, CancellationToken.None).GetAwaiter().GetResult();
            var now = time.GetUtcNow();
            if (now >= record.ExpiresAt) throw Superseded();
            if (Read(store) is not { } present || present.Epoch != record.Epoch || present.Holder != record.Holder || present.Released) throw Superseded();
            record = change(present) with { ExpiresAt = now + life };
            store.Write(store.LeaseFile, record, StoreJson.Default.LeaseRecord);
        }
    }

    /// <summary>Makes sure, right before an effect, that the lease is not over.</summary>
    /// <exception cref="ToolException">It is: the process was paused, or could not renew it (<c>FRAI-DEP-003</c>).</exception>
    public void RequireHeld()
    {
        if (lost.IsCancellationRequested || time.GetUtcNow() >= record.ExpiresAt) throw Superseded();
    }

    // Whoever holds the store's lock for longer than its lease lives is paused or hangs; until then it is the holder as any other.
    private static ProcessIdentity? Overdue(AppStore store, Target target, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (Read(store) is not { Released: false } present) return null;
        return present.IsHeld(now) ? throw Held(present, target, now) : present.Holder;
    }

    private async Task RenewAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(life / 3, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ending.IsCancellationRequested) return;
            try
            {
                Update(r => r);
            }
            catch (Exception e) when (e is ToolException { Code: var code } && code != DeploymentErrors.Superseded || e is TimeoutException)
            {
                // The disk may be full for a moment; the lease is good until it expires, and then the next round says so.
            }
            catch (ToolException)
            {
                await lost.CancelAsync();
                return;
            }
        }
    }

    private ToolException Superseded() => DeploymentErrors.Superseded.Error(
        $"The lease with epoch {record.Epoch} is over.",
        "This controller was paused or cut off for longer than its lease, or someone ran `fraisier unlock`. It changes nothing more.",
        "Look with `fraisier status`; if a deployment is unfinished and nobody else took over: fraisier recover");

    private static ToolException Held(LeaseRecord held, Target target, DateTimeOffset now) => DeploymentErrors.Locked.Error(
        $"{target} is locked by {held.Who}: deployment {held.Deployment}, step {held.Step}, since {(now - held.AcquiredAt).TotalSeconds:0} s.",
        $"One deployment at a time changes a target. The lease frees itself at once when that process ends, and otherwise {Math.Max(0, (held.ExpiresAt - now).TotalSeconds):0} s after it stops renewing it.",
        $"Wait and try again, or, if that deployment is stuck: fraisier unlock {target.Fraise} {target.Environment}");
}
