using System.Text;

namespace Fraisier.Deployment;

/// <summary>Reads responses of strangers, which may never end.</summary>
internal static class ResponseText
{
    private const int Limit = 2048;

    /// <summary>The beginning of a response's body, at most 2 KB.</summary>
    /// <param name="answer">The response; its body was not read yet.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[Limit];
        var count = await stream.ReadAtLeastAsync(buffer, Limit, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
