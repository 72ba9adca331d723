namespace Fraisier.Deployment;

/// <summary>How long the controller's lease is valid, by the agent's clock. When it expires, all requests that need it are cancelled.</summary>
/// <param name="time">The clock.</param>
internal sealed class LeaseWatch(TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource current = new();
    private ITimer? end;
    private long renewed;
    private TimeSpan left = Timeout.InfiniteTimeSpan;

    private bool IsOver => left != Timeout.InfiniteTimeSpan && time.GetElapsedTime(renewed) >= left;

    /// <summary>A request with a right begins.</summary>
    /// <returns>Cancelled when the right is over.</returns>
    public CancellationToken Begin(SentRight right)
    {
        lock (gate)
        {
            if (current.IsCancellationRequested) current = new();
            end ??= time.CreateTimer(_ => Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Renew(right.Left);
            return current.Token;
        }
    }

    /// <summary>The lease was renewed.</summary>
    public void Renew(TimeSpan good)
    {
        lock (gate)
        {
            (renewed, left) = (time.GetTimestamp(), good);
            end?.Change(good > TimeSpan.Zero ? good : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The right of a request.</summary>
    public WorkRight RightOf(SentRight sent) => new(sent.Deployment, sent.Epoch, RequireHeld, () => left - time.GetElapsedTime(renewed));

    /// <inheritdoc/>
    public void Dispose()
    {
        end?.Dispose();
        current.Dispose();
    }

    private void Expire()
    {
        lock (gate)
        {
            if (IsOver) current.Cancel();
        }
    }

    private void RequireHeld()
    {
        if (!IsOver) return;
        throw DeploymentErrors.Superseded.Error(
            "The controller's lease has expired.", "It was paused or cut off and did not renew it.",
            "Check `fraisier status`; if a deployment is unfinished and no other controller took over, run: fraisier recover");
    }
}
