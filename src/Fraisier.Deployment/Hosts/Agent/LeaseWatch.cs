namespace Fraisier.Deployment;

/// <summary>How long the controller's lease is valid, by the agent's clock. When it expires, the current request is cancelled.</summary>
/// <param name="time">The clock.</param>
internal sealed class LeaseWatch(TimeProvider time) : IDisposable
{
    private CancellationTokenSource current = new();
    private ITimer? end;
    private long renewed;
    private TimeSpan left = Timeout.InfiniteTimeSpan;

    /// <summary>Cancelled when the request is not to go on.</summary>
    public CancellationToken Token => current.Token;

    private bool IsOver => left != Timeout.InfiniteTimeSpan && time.GetElapsedTime(renewed) >= left;

    /// <summary>A request begins.</summary>
    public void Begin(AgentRequest request, CancellationToken ending)
    {
        Dispose();
        var begun = current = CancellationTokenSource.CreateLinkedTokenSource(ending);
        end = time.CreateTimer(_ => begun.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        left = Timeout.InfiniteTimeSpan;
        if (request is AgentRequest.Probe { Right: var right }) Renew(right.Left);
        if (request is AgentRequest.Run run) Renew(run.Right.Left);
    }

    /// <summary>The lease was renewed.</summary>
    public void Renew(TimeSpan good)
    {
        (renewed, left) = (time.GetTimestamp(), good);
        end?.Change(good > TimeSpan.Zero ? good : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    /// <summary>The controller wishes the request to end.</summary>
    public void Cancel() => current.Cancel();

    /// <summary>The right of a request.</summary>
    public WorkRight RightOf(SentRight sent) => new(sent.Deployment, sent.Epoch, RequireHeld, () => left - time.GetElapsedTime(renewed));

    /// <inheritdoc/>
    public void Dispose()
    {
        end?.Dispose();
        current.Dispose();
    }

    private void RequireHeld()
    {
        if (!IsOver) return;
        throw DeploymentErrors.Superseded.Error(
            "The controller's lease has expired.", "It was paused or cut off and did not renew it.",
            "Check `fraisier status`; if a deployment is unfinished and no other controller took over, run: fraisier recover");
    }
}
