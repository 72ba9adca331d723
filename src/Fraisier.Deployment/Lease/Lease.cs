using Foundation.Errors;
using Foundation.Processes;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>The right to change a target. It is renewed in the background, and it frees itself:
/// at once when its process is gone, else when it expires.</summary>
public sealed class Lease : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);
    private readonly IDeploymentStore store;
    private readonly TimeProvider time;
    private readonly TimeSpan life;
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource cancelled = new();
    private readonly SemaphoreSlim gate = new(1);
    private LeaseRecord record;
    private Task renewal = Task.CompletedTask;

    // By the controller's own steady clock, from before the store was asked: no clock of another host, and none that is set, makes it longer.
    private long renewedAt;

    private Lease(IDeploymentStore store, TimeProvider time, TimeSpan life, long takenAt, LeaseTaken taken)
    {
        (this.store, this.time, this.life, renewedAt, record) = (store, time, life, takenAt, taken.Lease);
        Former = taken.Former;
    }

    /// <summary>The epoch; every effect carries it.</summary>
    public long Epoch => record.Epoch;

    /// <summary>The previous holder, if it did not release the lease; otherwise null.</summary>
    public LeaseRecord? Former { get; }

    /// <summary>Cancelled when another controller has taken the lease, or it could not be renewed in time.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Cancelled when someone has asked this controller to roll back.</summary>
    public CancellationToken CancelRequested => cancelled.Token;

    /// <summary>The remaining time of the lease; never negative.</summary>
    public TimeSpan Left => life - time.GetElapsedTime(renewedAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Takes the lease.</summary>
    /// <param name="target">What is locked.</param>
    /// <param name="purpose">What it is taken for.</param>
    /// <param name="leastEpoch">The highest epoch that any host has seen.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait for the store's lock.</param>
    /// <exception cref="ToolException">Someone else holds it (<c>FRAI-DEP-002</c>, exit 5).</exception>
    public static async Task<Lease> TakeAsync(
        IDeploymentStore store, Target target, string purpose, long leastEpoch, TimeProvider time, CancellationToken cancellation)
    {
        var takenAt = time.GetTimestamp();
        var from = target.FirstHost.IsHere ? null : Environment.MachineName;
        var taken = await store.TakeLeaseAsync(new(target.Name, SystemUser.Name, from, purpose, leastEpoch, target.LeaseTime), cancellation);
        var lease = new Lease(store, time, target.LeaseTime, takenAt, taken);
        lease.renewal = lease.RenewInBackgroundAsync();
        return lease;
    }

    /// <summary>Renews the lease and says what is being done.</summary>
    /// <exception cref="ToolException">Another controller has it now (<c>FRAI-DEP-003</c>).</exception>
    public Task RenewAsync(string step) => UpdateAsync(new(Epoch, life, step));

    /// <summary>Records the deployment that uses the lease.</summary>
    /// <param name="deployment">The deployment's id.</param>
    public Task BeginAsync(string deployment) => UpdateAsync(new(Epoch, life, Deployment: deployment));

    /// <summary>Moves to a higher epoch, because a database has seen one already.</summary>
    /// <param name="epoch">The least acceptable epoch.</param>
    public Task RaiseToAsync(long epoch) => UpdateAsync(new(Epoch, life, RaiseTo: epoch));

    /// <summary>Checks, right before a change, that the lease has not expired.</summary>
    /// <exception cref="ToolException">It is: the process was paused, or could not renew it (<c>FRAI-DEP-003</c>).</exception>
    public void RequireHeld()
    {
        if (lost.IsCancellationRequested || Left == TimeSpan.Zero) throw Superseded();
    }

    /// <summary>Releases the lease.</summary>
    public async ValueTask DisposeAsync()
    {
        ending.Cancel();
        await renewal;
        try
        {
            using var limit = Deadline.Limiting(Goodbye, time, CancellationToken.None);
            if (!lost.IsCancellationRequested && Left > TimeSpan.Zero) await store.ReleaseLeaseAsync(Epoch, limit.Token);
        }
        catch (Exception e) when (e is ToolException or IOException or OperationCanceledException)
        {
            // It belongs to someone else, or the disk is full, or its host is gone: it ends with this process in any case.
        }

        ending.Dispose();
        lost.Dispose();
        cancelled.Dispose();
        gate.Dispose();
    }

    private async Task UpdateAsync(LeaseRenewal wanted)
    {
        await gate.WaitAsync(CancellationToken.None);
        try
        {
            // An expired lease stays expired, even if no other controller took over.
            if (Left == TimeSpan.Zero) throw Superseded();
            var askedAt = time.GetTimestamp();
            using var limit = Deadline.Limiting(Left, time, CancellationToken.None);
            record = await store.RenewLeaseAsync(wanted with { Epoch = Epoch }, limit.Token);
            renewedAt = askedAt;
            if (record.CancelledBy is not null) cancelled.Cancel();
        }
        catch (OperationCanceledException e)
        {
            throw Superseded(e);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RenewInBackgroundAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(life / 3 < Glance ? life / 3 : Glance, time, ending.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (ending.IsCancellationRequested) return;
            try
            {
                // A renewal is written to the disk; a look whether someone wants it cancelled is not.
                if (Left < life * 2 / 3) await UpdateAsync(new(Epoch, life));
                else if ((await store.LookAsync(ending.Token)).Lease is { CancelledBy: not null } lease && lease.Epoch == Epoch) cancelled.Cancel();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ToolException e) when (e.Code != DeploymentErrors.Superseded)
            {
                // The disk may be full for a moment; the lease is good until it expires, and then the next round says so.
            }
            catch (ToolException)
            {
                lost.Cancel();
                return;
            }
        }
    }

    private ToolException Superseded(Exception? cause = null) => DeploymentErrors.Superseded.Error(
        $"The lease with epoch {record.Epoch} has expired.",
        "This controller was paused or cut off for longer than its lease, or someone ran `fraisier unlock`. It changes nothing more.",
        "Check `fraisier status`; if a deployment is unfinished and no other controller took over, run: fraisier recover",
        cause);
}
