using Foundation.Errors;
using Foundation.Processes;

namespace Fraisier.Deployment;

/// <summary>
/// What a controller has left unfinished on a target with one host, whose agent served it: a cancelled CI job, a laptop that was closed. The agent brings
/// it to its end by itself. A fleet is made whole by its next controller, because an agent reaches no other host.
/// </summary>
/// <param name="target">What was deployed.</param>
/// <param name="host">The host of this process.</param>
/// <param name="store">The store on it.</param>
/// <param name="time">The clock.</param>
public sealed class Bequest(Target target, IHost host, IDeploymentStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Finishes or rolls back, when the lease still is that of this agent's controller.</summary>
    public async Task FinishAsync()
    {
        if (target.Hosts.Count != 1) return;
        try
        {
            // The controller may come back over another connection, whose agent has the lease then: its time is its own.
            LeaseRecord? left;
            while ((left = await LeaseAsync()) is { } lease && time.GetUtcNow() < lease.ExpiresAt) await Task.Delay(Pause, time, CancellationToken.None);
            if (left is null) return;
            await store.ReleaseLeaseAsync(left.Epoch, CancellationToken.None);
            await new Controller(target, new Fleet([host], store), null, new Nobody(), time).RecoverAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException)
        {
            // Nobody is there to hear it. The journal is as it was: `fraisier recover`, or the next deployment, says the same to a person.
        }
    }

    private async Task<LeaseRecord?> LeaseAsync() =>
        await store.LookAsync(CancellationToken.None) is { Lease: { Released: false } lease } && lease.Holder == ProcessIdentity.Current ? lease : null;

    private sealed class Nobody : IEngineObserver
    {
        public void At(EngineAction action, Moment moment, string? note)
        {
        }

        public void Failed(EngineAction action, FailureReport failure)
        {
        }
    }
}
