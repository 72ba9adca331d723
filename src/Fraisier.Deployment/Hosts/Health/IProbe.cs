namespace Fraisier.Deployment;

/// <summary>The one question of a health check. When it is asked is the business of <see cref="HealthCheck"/>.</summary>
public interface IProbe
{
    /// <summary>The question, without secrets: <c>GET http://localhost:8000/health</c>.</summary>
    string Question { get; }

    /// <summary>True when something other than the service could answer.</summary>
    bool StrangersCanAnswer { get; }

    /// <summary>Asks once.</summary>
    /// <param name="release">The release that is to answer; null to take any.</param>
    /// <param name="wait">The longest wait.</param>
    /// <param name="cancellation">Ends the asking.</param>
    Task<ProbeAnswer> AskAsync(Release? release, TimeSpan wait, CancellationToken cancellation);
}

/// <summary>An answer.</summary>
/// <param name="Healthy">True when it is good.</param>
/// <param name="Ended">False when the time was over first.</param>
/// <param name="Answer">A short description of it.</param>
/// <param name="Text">Its beginning; empty when there was none.</param>
public sealed record ProbeAnswer(bool Healthy, bool Ended, string Answer, string Text = "")
{
    /// <summary>True when something was there that answered, well or badly.</summary>
    public bool Answered { get; init; } = Healthy;

    /// <summary>Names the run of what answered; another one is another run. Null when it does not say.</summary>
    public string? Instance { get; init; }

    /// <summary>No answer in time.</summary>
    public static ProbeAnswer TimedOut(TimeSpan wait) => new(false, Ended: false, $"no answer within {wait.TotalSeconds:0.#} s");
}
