using System.Text;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>Learns whether a release is well.</summary>
public interface IHealthCheck
{
    /// <summary>A description for plans.</summary>
    string Description { get; }

    /// <summary>Asks until the answers are good for long enough, or the time is over.</summary>
    /// <param name="release">The release that is to answer.</param>
    /// <param name="trouble">Says why the service is not the one that was started, or null while it is; asked with every attempt.</param>
    /// <param name="cancellation">Ends the asking.</param>
    Task<HealthReport> WaitAsync(Release release, Func<CancellationToken, Task<string?>> trouble, CancellationToken cancellation);

    /// <summary>Asks once.</summary>
    /// <param name="release">The release that is to answer; null to take any.</param>
    /// <param name="cancellation">Ends the asking.</param>
    Task<HealthReport> AskAsync(Release? release, CancellationToken cancellation);
}

/// <summary>The result of a health check.</summary>
/// <param name="Healthy">True when the last answers were good.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">A short description of the response.</param>
/// <param name="Text">The beginning of the last answer; empty when there was none.</param>
/// <param name="Attempts">How often was asked.</param>
/// <param name="Elapsed">How long it took in all.</param>
public sealed record HealthReport(bool Healthy, string Question, string Answer, string Text, int Attempts, TimeSpan Elapsed)
{
    /// <summary>One line: question, answer, attempts, time.</summary>
    public string Summary => $"{Question}: {Answer} after {Attempts} {(Attempts == 1 ? "attempt" : "attempts")} in {Elapsed.TotalSeconds:0.0} s";
}

/// <summary>Gets a URL: 2xx is healthy, when it is the release that answers.</summary>
/// <param name="settings">The URL and the times.</param>
/// <param name="time">The clock.</param>
public sealed class HttpHealthCheck(HealthSettings settings, TimeProvider time) : IHealthCheck
{
    private const int BodyLimit = 2048;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public string Description =>
        $"{Shown} (timeout: {settings.Timeout.TotalSeconds:0.#}s, {settings.Successes} good responses over {settings.HealthyFor.TotalSeconds:0.#}s)";

    // User, password and query may be secrets.
    private string Shown => new UriBuilder(
        settings.Url) { UserName = string.Empty, Password = string.Empty, Query = settings.Url.Query.Length > 0 ? "..." : string.Empty }.Uri.ToString();

    /// <inheritdoc/>
    public async Task<HealthReport> WaitAsync(Release release, Func<CancellationToken, Task<string?>> trouble, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        HealthReport? answered = null;
        var (good, since) = (0, start);
        for (var attempt = 1; ; attempt++)
        {
            var left = Longer(settings.Timeout - time.GetElapsedTime(start), settings.Interval);
            var wait = Shorter(settings.RequestTimeout, left);
            var (report, ended) = await AskAsync(release, wait, cancellation);
            if (report.Healthy && await trouble(cancellation) is { } reason)
                report = report with { Healthy = false, Answer = $"{report.Answer}, but {reason}" };

            // An attempt that the deadline cut short says less than the answer before it.
            if (!ended && wait == left && answered is not null) report = answered;
            if (report.Text.Length > 0 || ended || wait == settings.RequestTimeout) answered = report;
            if (!report.Healthy) good = 0;
            else if (good++ == 0) since = time.GetTimestamp();
            report = report with { Attempts = attempt, Elapsed = time.GetElapsedTime(start) };
            if (report.Healthy && good >= settings.Successes && time.GetElapsedTime(since) >= settings.HealthyFor) return report;
            if (report.Elapsed + settings.Interval >= settings.Timeout && !(report.Healthy && time.GetElapsedTime(since) < settings.HealthyFor))
                return report with { Healthy = false };
            await Task.Delay(Longer(settings.Interval, ShortestPause), time, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<HealthReport> AskAsync(Release? release, CancellationToken cancellation) =>
        (await AskAsync(release, Shorter(settings.RequestTimeout, settings.Timeout), cancellation)).Report;

    private async Task<(HealthReport Report, bool Ended)> AskAsync(Release? release, TimeSpan wait, CancellationToken cancellation)
    {
        // A new client each time: a kept connection could be one to the release that is being replaced.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
        {
            Timeout = Timeout.InfiniteTimeSpan
        };
        using var limit = Deadline.Limiting(wait, time, cancellation);
        var start = time.GetTimestamp();
        try
        {
            using var answer = await client.GetAsync(settings.Url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await BodyAsync(answer, limit.Token);
            var stranger = release is not null && answer.IsSuccessStatusCode && !Names(release, answer, body);
            return (Report(answer.IsSuccessStatusCode && !stranger,
                $"status {(int)answer.StatusCode}{(stranger ? $" from something that does not name release {release}" : string.Empty)}", body, start), true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (Report(false, $"no answer ({e.Message})", string.Empty, start), true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (Report(false, $"no answer within {wait.TotalSeconds:0.#} s", string.Empty, start), false);
        }
    }

    private HealthReport Report(bool healthy, string answer, string text, long start) =>
        new(healthy, $"GET {Shown}", answer, text, 1, time.GetElapsedTime(start));

    // By its name or by its commit.
    private bool Names(Release release, HttpResponseMessage answer, string body) => settings.ReleaseIn switch
    {
        null => true,
        HealthSettings.Body => IsNamed(release, body),
        var header => answer.Headers.TryGetValues(header, out var values) && values.Any(v => IsNamed(release, v)),
    };

    private static bool IsNamed(Release release, string text) =>
        text.Contains(release.Name, StringComparison.Ordinal) || text.Contains(release.Commit, StringComparison.Ordinal);

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
