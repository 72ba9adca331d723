using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;

// Usage: TestApp [ADDRESS:]PORT; APP_DATABASE is read from the environment. A socket that systemd has opened is used instead, and a request that is being
// answered at SIGTERM is answered to its end. The working directory is a release:
//   app.txt   lines `key=value`: version, healthy (true, false, or hang to never answer), column (the columns of table items that this release needs),
//             start (exit to end at once), padding (more bytes in an unhealthy answer), lines (lines to log at the start),
//             says (release to name its release in the answer)
var settings = File.ReadLines("app.txt").Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
if (settings.GetValueOrDefault("start") == "exit")
{
    Console.Error.WriteLine("cannot start: a setting is missing");
    return 3;
}

using var listener = Listening();
using var ending = new CancellationTokenSource();
using var asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    ending.Cancel();
});
for (var line = 1; line <= int.Parse(settings.GetValueOrDefault("lines", "0")); line++) Console.WriteLine($"warming up {line}");
Console.WriteLine($"version {settings["version"]} listens on {args[0]}");
while (!ending.IsCancellationRequested)
{
    try
    {
        using var client = await listener.AcceptAsync(ending.Token);
        await AnswerAsync(client);
    }
    catch (Exception e) when (e is IOException or OperationCanceledException)
    {
        // The client went away, or nobody else is to be answered.
    }
}

return 0;

Socket Listening()
{
    if (Environment.GetEnvironmentVariable("LISTEN_FDS") is { Length: > 0 }) return new(new SafeSocketHandle(3, ownsHandle: true));
    var (host, port) = args[0].Split(':') is [var name, var number] ? (name, number) : ("127.0.0.1", args[0]);
    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
    socket.Bind(new IPEndPoint(Dns.GetHostAddresses(host, AddressFamily.InterNetwork)[0], int.Parse(port)));
    socket.Listen(512);
    return socket;
}

async Task AnswerAsync(Socket client)
{
    await using var stream = new NetworkStream(client);
    var buffer = new byte[4096];
    if (await stream.ReadAsync(buffer, ending.Token) == 0) return;
    var (status, body) = await HealthAsync();
    Console.WriteLine($"health {status}");
    await stream.WriteAsync(Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
}

async Task<(string Status, string Body)> HealthAsync()
{
    if (settings.GetValueOrDefault("healthy") == "hang") await Task.Delay(Timeout.Infinite, ending.Token);
    if (settings.GetValueOrDefault("healthy") == "false")
    {
        return ("503 Service Unavailable",
            $"version {settings["version"]}: the cache is cold{new string('.', int.Parse(settings.GetValueOrDefault("padding", "0")))}");
    }

    if (settings.GetValueOrDefault("column") is { Length: > 0 } column)
    {
        var builder = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("APP_DATABASE")) { Pooling = false, Timeout = 5 };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid = "
            + "to_regclass('public.items') and attnum > 0 and not attisdropped", connection);
        var columns = await command.ExecuteScalarAsync() as string ?? string.Empty;
        if (columns != column) return ("500 Internal Server Error", $"version {settings["version"]} needs columns {column} and the table has {columns}");
    }

    return ("200 OK", $"version {settings["version"]}"
        + $"{(settings.GetValueOrDefault("says") == "release" ? $" of {Environment.GetEnvironmentVariable("FRAISIER_RELEASE")}" : string.Empty)}");
}
