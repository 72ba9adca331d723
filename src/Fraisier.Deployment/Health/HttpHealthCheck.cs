using System.Text;

namespace Fraisier.Deployment;

/// <summary>Learns whether a release is well.</summary>
public interface IHealthCheck
{
    /// <summary>What it asks, for plans.</summary>
    string Description { get; }

    /// <summary>Asks until the answer is good or the time is over.</summary>
    /// <param name="cancellation">Ends the asking.</param>
    Task<HealthReport> WaitAsync(CancellationToken cancellation);

    /// <summary>Asks once.</summary>
    /// <param name="cancellation">Ends the asking.</param>
    Task<HealthReport> AskAsync(CancellationToken cancellation);
}

/// <summary>What a health check learnt.</summary>
/// <param name="Healthy">True when the last answer was 2xx.</param>
/// <param name="Url">What was asked.</param>
/// <param name="Status">The last answer's status; null when there was no answer.</param>
/// <param name="Body">The first 2 KB of the last answer, or why there was none.</param>
/// <param name="Attempts">How often was asked.</param>
/// <param name="Elapsed">How long it took in all.</param>
public sealed record HealthReport(bool Healthy, Uri Url, int? Status, string Body, int Attempts, TimeSpan Elapsed)
{
    /// <summary>One line: URL, status, attempts, time.</summary>
    public string Summary => $"GET {Url}: {(Status is { } s ? $"status {s}" : "no answer")} after {Attempts} {(Attempts == 1 ? "attempt" : "attempts")} in {Elapsed.TotalSeconds:0.0} s";
}

/// <summary>Gets a URL: 2xx is healthy.</summary>
/// <param name="settings">The URL and the times.</param>
/// <param name="time">The clock.</param>
public sealed class HttpHealthCheck(HealthSettings settings, TimeProvider time) : IHealthCheck
{
    private const int BodyLimit = 2048;

    /// <inheritdoc/>
    public string Description => $"{settings.Url} (timeout: {settings.Timeout.TotalSeconds:0.#}s)";

    /// <inheritdoc/>
    public async Task<HealthReport> WaitAsync(CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        HealthReport? answered = null;
        for (var attempt = 1; ; attempt++)
        {
            var left = Longer(settings.Timeout - time.GetElapsedTime(start), settings.Interval);
            var wait = Shorter(settings.RequestTimeout, left);
            var (report, ended) = await AskAsync(wait, cancellation);

            // An attempt that the deadline cut short says less than the answer before it.
            if (!ended && wait == left && answered is not null) report = answered;
            if (report.Status is not null) answered = report;
            report = report with { Attempts = attempt, Elapsed = time.GetElapsedTime(start) };
            if (report.Healthy || report.Elapsed + settings.Interval >= settings.Timeout) return report;
            await Task.Delay(settings.Interval, time, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<HealthReport> AskAsync(CancellationToken cancellation) => (await AskAsync(Shorter(settings.RequestTimeout, settings.Timeout), cancellation)).Report;

    private async Task<(HealthReport Report, bool Ended)> AskAsync(TimeSpan wait, CancellationToken cancellation)
    {
        // A new client each time: a kept connection could be one to the release that is being replaced.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(wait);
        var start = time.GetTimestamp();
        try
        {
            using var answer = await client.GetAsync(settings.Url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return (new(answer.IsSuccessStatusCode, settings.Url, (int)answer.StatusCode, await BodyAsync(answer, limit.Token), 1, time.GetElapsedTime(start)), true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (new(false, settings.Url, null, e.Message, 1, time.GetElapsedTime(start)), true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (new(false, settings.Url, null, $"no answer within {wait.TotalSeconds:0.#} s", 1, time.GetElapsedTime(start)), false);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[BodyLimit];
        var count = await stream.ReadAtLeastAsync(buffer, BodyLimit, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
