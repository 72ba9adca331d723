using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>The right to change a target. It is renewed in the background, and it frees itself:
/// at once when its process is gone, else when it expires.</summary>
public sealed class Lease : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IDeploymentStore store;
    private readonly TimeProvider time;
    private readonly TimeSpan life;
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationTokenSource lost = new();
    private readonly SemaphoreSlim gate = new(1);
    private LeaseRecord record;
    private Task renewal = Task.CompletedTask;

    private Lease(IDeploymentStore store, TimeProvider time, TimeSpan life, LeaseRecord record, LeaseRecord? former)
    {
        (this.store, this.time, this.life, this.record) = (store, time, life, record);
        Former = former;
    }

    /// <summary>The epoch; every effect carries it.</summary>
    public long Epoch => record.Epoch;

    /// <summary>The previous holder, if it did not release the lease; otherwise null.</summary>
    public LeaseRecord? Former { get; }

    /// <summary>Cancelled when another controller has taken the lease, or it could not be renewed in time.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>The remaining time of the lease; never negative.</summary>
    public TimeSpan Left => record.ExpiresAt - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Takes the lease.</summary>
    /// <param name="store">The store; made already.</param>
    /// <param name="target">What is locked.</param>
    /// <param name="deployment">What it is taken for.</param>
    /// <param name="leastEpoch">The highest epoch that any host has seen.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait for the store's lock.</param>
    /// <exception cref="ToolException">Someone else holds it (<c>FRAI-DEP-002</c>, exit 5).</exception>
    public static async Task<Lease> TakeAsync(
        IDeploymentStore store, Target target, string deployment, long leastEpoch, TimeProvider time, CancellationToken cancellation)
    {
        LeaseRecord? record = null;
        var former = await store.ChangeLeaseAsync(
            present =>
            {
                var now = time.GetUtcNow();
                if (present?.IsHeld(now) == true) throw Held(present, target, now);
                return record = new(
                    ProcessIdentity.Current, SystemUser.Name, deployment, "preflight", Math.Max(present?.Epoch ?? 0, leastEpoch) + 1, now,
                    now + target.LeaseTime, Released: false);
            },
            () => Overdue(store, target, time), target.LeaseTime + Patience, cancellation);
        var lease = new Lease(store, time, target.LeaseTime, record!, former is { Released: false } ? former : null);
        lease.renewal = lease.RenewInBackgroundAsync();
        return lease;
    }

    /// <summary>Breaks the lease. The next controller recovers what its holder left.</summary>
    /// <returns>The broken lease; null when it was free. Every host must learn the next epoch.</returns>
    public static async Task<LeaseRecord?> BreakAsync(IDeploymentStore store, CancellationToken cancellation)
    {
        var present = await store.ChangeLeaseAsync(
            present => present is null or { Released: true } ? null : present with { Epoch = present.Epoch + 1, Released = true },
            () => store.ReadLease()?.Holder, Patience, cancellation);
        return present is { Released: false } ? present : null;
    }

    /// <summary>Renews the lease and says what is being done.</summary>
    /// <exception cref="ToolException">Another controller has it now (<c>FRAI-DEP-003</c>).</exception>
    public Task RenewAsync(string step) => UpdateAsync(r => r with { Step = step });

    /// <summary>Records the deployment that uses the lease.</summary>
    /// <param name="deployment">The deployment's id.</param>
    public Task BeginAsync(string deployment) => UpdateAsync(r => r with { Deployment = deployment });

    /// <summary>Moves to a higher epoch, because a database has seen one already.</summary>
    /// <param name="epoch">The least acceptable epoch.</param>
    public Task RaiseToAsync(long epoch) => UpdateAsync(r => r with { Epoch = Math.Max(r.Epoch, epoch) });

    /// <summary>Checks, right before a change, that the lease has not expired.</summary>
    /// <exception cref="ToolException">It is: the process was paused, or could not renew it (<c>FRAI-DEP-003</c>).</exception>
    public void RequireHeld()
    {
        if (lost.IsCancellationRequested || time.GetUtcNow() >= record.ExpiresAt) throw Superseded();
    }

    /// <summary>Releases the lease.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await renewal;
        try
        {
            if (!lost.IsCancellationRequested) await UpdateAsync(r => r with { Released = true });
        }
        catch (Exception e) when (e is ToolException or IOException)
        {
            // It belongs to someone else, or the disk is full: it ends with this process in any case.
        }

        ending.Dispose();
        lost.Dispose();
        gate.Dispose();
    }

    private async Task UpdateAsync(Func<LeaseRecord, LeaseRecord> change)
    {
        await gate.WaitAsync(CancellationToken.None);
        try
        {
            await store.ChangeLeaseAsync(
                present =>
                {
                    // An expired lease stays expired, even if no other controller took over.
                    var now = time.GetUtcNow();
                    if (now >= record.ExpiresAt) throw Superseded();
                    if (present is null || present.Epoch != record.Epoch || present.Holder != record.Holder || present.Released) throw Superseded();
                    return record = change(present) with { ExpiresAt = now + life };
                },
                () => null, Patience, CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    // A process that holds the store's lock for longer than its lease is paused or hangs; until then it is a normal holder.
    private static ProcessIdentity? Overdue(IDeploymentStore store, Target target, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (store.ReadLease() is not { Released: false } present) return null;
        return present.IsHeld(now) ? throw Held(present, target, now) : present.Holder;
    }

    private async Task RenewInBackgroundAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(life / 3, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ending.IsCancellationRequested) return;
            try
            {
                await UpdateAsync(r => r);
            }
            catch (ToolException e) when (e.Code != DeploymentErrors.Superseded)
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
        $"The lease with epoch {record.Epoch} has expired.",
        "This controller was paused or cut off for longer than its lease, or someone ran `fraisier unlock`. It changes nothing more.",
        "Check `fraisier status`; if a deployment is unfinished and no other controller took over, run: fraisier recover");

    private static ToolException Held(LeaseRecord held, Target target, DateTimeOffset now) => DeploymentErrors.Locked.Error(
        $"{target} is locked by {held.Who}: deployment {held.Deployment}, step {held.Step}, since {(now - held.AcquiredAt).TotalSeconds:0} s.",
        "Only one deployment at a time can change a target. The lock is released at once when that process ends, or "
            + $"{Math.Max(0, (held.ExpiresAt - now).TotalSeconds):0} s after it stops renewing its lease.",
        $"Wait and try again. If that deployment is stuck, run: fraisier unlock {target.Fraise} {target.Environment}");
}
