using System.Net.Sockets;
using Foundation.Waiting;

namespace Fraisier.Deployment;

/// <summary>Connects to a port.</summary>
/// <param name="settings">Which one.</param>
/// <param name="time">The clock.</param>
internal sealed class TcpProbe(HealthSettings.Tcp settings, TimeProvider time) : IProbe
{
    public string Question => $"connect to {settings.Host}:{settings.Port}";

    public bool StrangersCanAnswer => true;

    public async Task<ProbeAnswer> AskAsync(Release? release, TimeSpan wait, CancellationToken cancellation)
    {
        using var limit = Deadline.Limiting(wait, time, cancellation);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(settings.Host, settings.Port, limit.Token);
            return new(true, Ended: true, "connected");
        }
        catch (SocketException e)
        {
            return new(false, Ended: true, $"no connection ({e.Message})");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ProbeAnswer.TimedOut(wait);
        }
    }
}
