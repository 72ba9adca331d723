using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>Gets a URL: 2xx is healthy, when it is the release that answers.</summary>
/// <param name="settings">The URL.</param>
/// <param name="time">The clock.</param>
public sealed class HttpProbe(HealthSettings.Http settings, TimeProvider time) : IProbe
{
    /// <inheritdoc/>
    /// <remarks>User, password and query may be secrets.</remarks>
    public string Question => "GET " + new UriBuilder(settings.Url)
    {
        UserName = string.Empty, Password = string.Empty, Query = settings.Url.Query.Length > 0 ? "..." : string.Empty,
    }.Uri;

    /// <inheritdoc/>
    public bool StrangersCanAnswer => true;

    /// <inheritdoc/>
    public async Task<ProbeAnswer> AskAsync(Release? release, TimeSpan wait, CancellationToken cancellation)
    {
        // A new client each time: a kept connection could be one to the release that is being replaced.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var limit = Deadline.Limiting(wait, time, cancellation);
        try
        {
            using var answer = await client.GetAsync(settings.Url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await ResponseText.BeginningAsync(answer, limit.Token);
            var stranger = release is not null && answer.IsSuccessStatusCode && !Names(release, answer, body);
            var trouble = stranger ? $" from something that does not name release {release}" : string.Empty;
            return new(answer.IsSuccessStatusCode && !stranger, Ended: true, $"status {(int)answer.StatusCode}{trouble}", body) { Answered = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(false, Ended: true, $"no answer ({e.Message})");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ProbeAnswer.TimedOut(wait);
        }
    }

    // By its name or by its commit.
    private bool Names(Release release, HttpResponseMessage answer, string body) => settings.ReleaseIn switch
    {
        null => true,
        HealthSettings.Http.Body => IsNamed(release, body),
        var header => answer.Headers.TryGetValues(header, out var values) && values.Any(v => IsNamed(release, v)),
    };

    private static bool IsNamed(Release release, string text) =>
        text.Contains(release.Name, StringComparison.Ordinal) || text.Contains(release.Commit, StringComparison.Ordinal);
}
