namespace Fraisier.Deployment;

/// <summary>Learns whether a release is well.</summary>
public interface IHealthCheck
{
    /// <summary>A description for plans.</summary>
    string Description { get; }

    /// <summary>Asks until the answers are good for long enough, or the time is over.</summary>
    /// <param name="release">The release that is to answer.</param>
    /// <param name="watch">Looks whether the service is the one that was started; asked with every good answer.</param>
    /// <param name="cancellation">Ends the asking.</param>
    Task<HealthReport> WaitAsync(Release release, Func<CancellationToken, Task<ServiceWatch>> watch, CancellationToken cancellation);

    /// <summary>Asks once.</summary>
    /// <param name="release">The release that is to answer; null to take any.</param>
    /// <param name="cancellation">Ends the asking.</param>
    Task<HealthReport> AskAsync(Release? release, CancellationToken cancellation);

    /// <summary>What answers while the service is stopped, and would answer instead of the release; null when nothing does.</summary>
    /// <param name="cancellation">Ends the asking.</param>
    Task<HealthReport?> StrangerAsync(CancellationToken cancellation);
}

/// <summary>What was seen of the service that a health check belongs to.</summary>
/// <param name="Trouble">Why it is not the one that was started; null while it is.</param>
/// <param name="Instance">Names this run of it; null when it has none.</param>
public sealed record ServiceWatch(string? Trouble, string? Instance);

/// <summary>The result of a health check.</summary>
/// <param name="Healthy">True when the last answers were good.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">A short description of the response.</param>
/// <param name="Text">The beginning of the last answer; empty when there was none.</param>
/// <param name="Attempts">How often was asked.</param>
/// <param name="Elapsed">How long it took in all.</param>
/// <param name="GoodAfter">How long it took until the answers became good; null when they did not.</param>
public sealed record HealthReport(
    bool Healthy, string Question, string Answer, string Text, int Attempts, TimeSpan Elapsed,
    [property: System.Text.Json.Serialization.JsonIgnore] TimeSpan? GoodAfter = null)
{
    /// <summary>One line: question, answer, attempts, time.</summary>
    public string Summary => $"{Question}: {Answer} after {Attempts} {(Attempts == 1 ? "attempt" : "attempts")} in {Elapsed.TotalSeconds:0.0} s";
}
