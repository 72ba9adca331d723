using System.Net;
using System.Net.Sockets;

namespace Fleet.Tests;

/// <summary>How a connection ends when it is cut.</summary>
internal enum Cut
{
    /// <summary>Both ends are told.</summary>
    Drop,

    /// <summary>Both ends get a reset.</summary>
    Reset,

    /// <summary>Nobody is told, and nothing arrives any more.</summary>
    BlackHole,
}

/// <summary>A line between the controller and a host's sshd: it can be slow, and it can be cut.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int OneIn = 100;
    private const int MostBytes = 100_000;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly List<Line> lines = [];
    private readonly IPEndPoint host;
    private readonly TimeSpan delay;
    private readonly Random? chance;
    private readonly Task accepting;

    /// <summary>Listens from now on.</summary>
    /// <param name="address">The host's address.</param>
    /// <param name="port">The port of its sshd.</param>
    /// <param name="delay">How long everything takes, in one direction.</param>
    /// <param name="chance">Cuts one connection of a hundred somewhere; null to cut none.</param>
    public TcpProxy(string address, int port, TimeSpan delay = default, Random? chance = null)
    {
        (host, this.delay, this.chance) = (new(IPAddress.Parse(address), port), delay, chance);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Count { get; private set; }

    /// <summary>Cuts every connection that there is.</summary>
    public void CutNow(Cut cut)
    {
        lock (lines)
        {
            foreach (var line in lines) line.End(cut);
            lines.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        lock (lines)
        {
            foreach (var line in lines) line.End(Cut.Drop);
        }

        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(ending.Token);
                Count++;
                var line = new Line(client, chance?.Next(OneIn) == 0 ? chance.Next(MostBytes) : long.MaxValue);
                lock (lines) lines.Add(line);
                _ = CarryAsync(line);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Nobody is to be let in any more.
        }
    }

    private async Task CarryAsync(Line line)
    {
        try
        {
            await line.Server.ConnectAsync(host, ending.Token);
            (line.Client.NoDelay, line.Server.NoDelay) = (true, true);
            await Task.WhenAll(PumpAsync(line, line.Client, line.Server), PumpAsync(line, line.Server, line.Client));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            line.End(Cut.Drop);
        }
    }

    private async Task PumpAsync(Line line, Socket from, Socket to)
    {
        var sent = Task.CompletedTask;
        while (true)
        {
            var buffer = new byte[64 << 10];
            var count = await from.ReceiveAsync(buffer, ending.Token);
            if (line.Passes(count)) line.End(Cut.Drop);
            if (line.IsSilent) continue;
            sent = PassAsync(sent, TimeProvider.System.GetUtcNow() + delay, to, buffer.AsMemory(0, count));
            if (count > 0) continue;
            await sent;
            return;
        }
    }

    // What is behind waits for what is before; the delay of both runs at the same time.
    private async Task PassAsync(Task before, DateTimeOffset due, Socket to, ReadOnlyMemory<byte> data)
    {
        var wait = due - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, ending.Token);
        await before;
        if (data.Length == 0) to.Shutdown(SocketShutdown.Send);
        for (var rest = data; rest.Length > 0;) rest = rest[await to.SendAsync(rest, ending.Token)..];
    }

    private sealed class Line(Socket client, long cutAfter)
    {
        private long left = cutAfter;

        public Socket Client { get; } = client;

        public Socket Server { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public bool IsSilent { get; private set; }

        public bool Passes(int bytes) => Interlocked.Add(ref left, -bytes) < 0;

        public void End(Cut cut)
        {
            if (cut == Cut.BlackHole)
            {
                IsSilent = true;
                return;
            }

            foreach (var socket in (Socket[])[Client, Server])
            {
                if (cut == Cut.Reset) socket.LingerState = new(true, 0);
                socket.Dispose();
            }
        }
    }
}
