namespace Fraisier.Deployment;

/// <summary>The steps of one deployment: those of its hosts, and the one that the controller does itself.</summary>
/// <param name="store">Where the deployment is recorded.</param>
/// <param name="journal">What the deployment knows so far.</param>
/// <param name="lease">The controller's lease.</param>
/// <param name="time">The clock.</param>
public sealed class StepSet(IHost host, IDeploymentStore store, IJournal journal, Lease lease, TimeProvider time)
{
    /// <summary>Finds a step.</summary>
    public IStep this[StepId id]
    {
        get
        {
            var state = JournalState.Of(journal.Entries)!;
            return id.Host is null
                ? new CommitStep(store, journal, lease, time)
                : host.Step(new(state.Plan, id, state.Schema), new(state.Plan.Id, lease.Epoch, lease.RequireHeld, () => lease.Left));
        }
    }
}
