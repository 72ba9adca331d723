namespace Fraisier.Deployment;

/// <summary>The steps of one deployment: those of its hosts, and those that the controller does itself.</summary>
/// <param name="target">What is deployed.</param>
/// <param name="fleet">The hosts and the store.</param>
/// <param name="journal">What the deployment knows so far.</param>
/// <param name="lease">The controller's lease.</param>
/// <param name="observer">Hears of what the controller asks.</param>
/// <param name="time">The clock.</param>
public sealed class StepSet(Target target, Fleet fleet, IJournal journal, Lease lease, IMigratorObserver observer, TimeProvider time)
{
    /// <summary>Finds a step.</summary>
    public IStep this[StepId id] => id.Name switch
    {
        StepName.Commit => new CommitStep(fleet.Store, journal, lease, time),
        StepName.Pause => new PauseStep(target.Rollout.Wait, time),
        _ => OnHost(id),
    };

    private IStep OnHost(StepId id)
    {
        var state = JournalState.Of(journal.Entries)!;
        var step = fleet[id.Host!].Step(
            new(state.Plan.On(id.Host!), id, state.Schema), new(state.Plan.Id, lease.Epoch, lease.RequireHeld, () => lease.Left));
        return id.Name == StepName.Health && AllHealthChecks.OfController(target, target.Hosts.First(h => h.Name == id.Host), observer, time) is { } check
            ? new ControllerHealthStep(step, check, state.Plan.Release, isKept: !target.Rollback.WhenUnhealthy)
            : step;
    }
}
