namespace Fraisier.Deployment;

/// <summary>Sends the request of a hook.</summary>
internal static class HookRequest
{
    /// <summary>Sends it; anything but 2xx is a failure.</summary>
    /// <exception cref="Foundation.Errors.ToolException">The hook failed (<c>FRAI-DEP-030</c>).</exception>
    public static async Task SendAsync(HookSettings.Request hook, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(new(hook.Method), hook.Url) { Content = hook.Body is { } body ? new StringContent(body) : null };
        if (hook.Body is ['{' or '[', ..]) request.Content!.Headers.ContentType = new("application/json");

        // Path and query of a webhook are its password.
        var question = $"{hook.Method} {hook.Url.GetLeftPart(UriPartial.Authority)}/...";
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode) return;
            var text = await ResponseText.BeginningAsync(answer, cancellation);
            throw DeploymentErrors.Hook.Error($"{question}: status {(int)answer.StatusCode}.", "Its answer is below.", "Check the URL.")
                .With(text.Split('\n'));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw DeploymentErrors.Hook.Error($"{question}: no answer.", e.Message, "Check the URL.", e);
        }
    }
}
