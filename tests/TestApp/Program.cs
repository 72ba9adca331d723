using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

// Usage: TestApp PORT DATABASE_URL-variable is read from the environment. The working directory is a release:
//   app.txt   lines `key=value`: version, healthy (true, false, or hang to never answer), column (the columns of table items that this release needs),
//             start (exit to end at once), padding (more bytes in an unhealthy answer), lines (lines to log at the start),
//             says (release to name its release in the answer)
var settings = File.ReadLines("app.txt").Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
if (settings.GetValueOrDefault("start") == "exit")
{
    Console.Error.WriteLine("cannot start: a setting is missing");
    return 3;
}

var listener = new TcpListener(IPAddress.Loopback, int.Parse(args[0]));
listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
listener.Start();
for (var line = 1; line <= int.Parse(settings.GetValueOrDefault("lines", "0")); line++) Console.WriteLine($"warming up {line}");
Console.WriteLine($"version {settings["version"]} listens on {args[0]}");
while (true)
{
    using var client = await listener.AcceptTcpClientAsync();
    try
    {
        await AnswerAsync(client);
    }
    catch (IOException)
    {
        // The client went away.
    }
}

async Task AnswerAsync(TcpClient client)
{
    await using var stream = client.GetStream();
    var buffer = new byte[4096];
    if (await stream.ReadAsync(buffer) == 0) return;
    var (status, body) = await HealthAsync();
    Console.WriteLine($"health {status}");
    await stream.WriteAsync(Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
}

async Task<(string Status, string Body)> HealthAsync()
{
    if (settings.GetValueOrDefault("healthy") == "hang") await Task.Delay(Timeout.Infinite);
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
