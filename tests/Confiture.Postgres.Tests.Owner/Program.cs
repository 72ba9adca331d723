using System.Diagnostics;
using Confiture.Postgres;

// Starts a throw-away server (of the version named by the first argument, if any), says where it is, and keeps it until its input ends.
var options = ThrowAwayServerOptions.Default with { Postgres = args.FirstOrDefault() };
var start = Stopwatch.GetTimestamp();
await using var server = await ThrowAwayServer.StartAsync(options, CancellationToken.None);
Console.Error.WriteLine($"started in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
await using (var database = await Database.OpenAsync(server.TcpUrl(), "owner", CancellationToken.None))
{
    Console.WriteLine(await database.ScalarAsync<string>("SELECT version()", CancellationToken.None));
}

Console.WriteLine(server.SocketUrl().Host);
Console.WriteLine(server.ProcessId);
Console.Out.Flush();
await Console.In.ReadToEndAsync();
