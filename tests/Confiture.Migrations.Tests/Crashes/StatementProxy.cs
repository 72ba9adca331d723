using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>
/// Stands between the tool and the server, counts the statements of the session that migrates, and does something before or after one of them. Statements that
/// the tool sends together are passed on one by one, so that the server has executed those before.
/// </summary>
internal sealed class StatementProxy : IAsyncDisposable
{
    private const byte Execute = (byte)'E', Query = (byte)'Q';
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource end = new();
    private readonly DatabaseUrl server;
    private readonly int target;
    private readonly bool before;
    private readonly Func<Task> fault;
    private readonly Task accepting;
    private int statements;

    /// <summary>Starts to listen.</summary>
    /// <param name="server">The database, by its socket.</param>
    /// <param name="target">The number of the statement, from 1; 0 only counts.</param>
    /// <param name="before">Whether it happens before the server gets the statement, or after.</param>
    /// <param name="fault">What happens.</param>
    public StatementProxy(DatabaseUrl server, int target, bool before, Func<Task> fault)
    {
        (this.server, this.target, this.before, this.fault) = (server, target, before, fault);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        accepting = AcceptAsync();
    }

    /// <summary>How many statements the migrating session has sent.</summary>
    public int Statements => statements;

    /// <summary>The same database through this.</summary>
    public string Url => $"postgresql://{server.User}@127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/{server.Database}?sslmode=disable";

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true) connections.Add(PassAsync(await listener.AcceptAsync(end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var upstream = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await upstream.ConnectAsync(new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.{server.Port}"), end.Token);
                var back = BackAsync(upstream, client);
                await ForthAsync(client, upstream);
                upstream.Shutdown(SocketShutdown.Send);
                await back;
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // One side is gone, and so is the other.
            }
        }
    }

    private async Task BackAsync(Socket upstream, Socket client)
    {
        try
        {
            var buffer = new byte[65536];
            while (await upstream.ReceiveAsync(buffer, end.Token) is > 0 and var count) await SendAsync(client, buffer.AsMemory(0, count));
            client.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // As above.
        }
    }

    private async Task ForthAsync(Socket client, Socket upstream)
    {
        await using var stream = new NetworkStream(client);
        var length = new byte[4];
        if (!await FillAsync(stream, length)) return;
        var start = await RestAsync(stream, length, []);
        var isMigrating = Encoding.UTF8.GetString(start).Contains("confiture up", StringComparison.Ordinal);
        await SendAsync(upstream, start);
        var type = new byte[1];
        while (await FillAsync(stream, type) && await FillAsync(stream, length))
        {
            var message = await RestAsync(stream, length, type);
            var isDue = isMigrating && type[0] is Execute or Query && Interlocked.Increment(ref statements) == target;
            if (isDue && before) await fault();
            await SendAsync(upstream, message);
            if (isDue && !before) await fault();
        }
    }

    private async Task<byte[]> RestAsync(NetworkStream stream, byte[] length, byte[] type)
    {
        var message = new byte[type.Length + BinaryPrimitives.ReadInt32BigEndian(length)];
        type.CopyTo(message, 0);
        length.CopyTo(message, type.Length);
        await stream.ReadExactlyAsync(message.AsMemory(type.Length + 4), end.Token);
        return message;
    }

    private async Task<bool> FillAsync(NetworkStream stream, byte[] buffer) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, end.Token) == buffer.Length;

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, end.Token)..];
    }
}
