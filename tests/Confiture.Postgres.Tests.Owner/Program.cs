using System.Diagnostics;
using Confiture.Postgres;
using Confiture.Postgres.Tests.Owner;
using Foundation.Errors;

// serve [VERSION]        starts a temporary server, says where it is, and keeps it until its input ends
// install MAJOR [FILE]   installs server programs
// sleep URL              connects and runs one long statement
try
{
    return args[0] switch
    {
        "install" => await InstallAsync(),
        "sleep" => await SleepAsync(),
        _ => await ServeAsync(),
    };
}
catch (ToolException e)
{
    Console.Error.WriteLine($"{e}\n{e.Why}\n{e.Fix}");
    return (int)e.Code.Exit;
}

async Task<int> ServeAsync()
{
    var start = Stopwatch.GetTimestamp();
    await using var server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default with { Postgres = args.ElementAtOrDefault(1) },
        CancellationToken.None);
    Console.Error.WriteLine($"started in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
    await using (var database = await Database.OpenAsync(server.TcpUrl(), "owner", CancellationToken.None))
    {
        Console.WriteLine(await database.ScalarAsync<string>("SELECT version()", CancellationToken.None));
    }

    Console.WriteLine(Path.GetDirectoryName(server.SocketUrl().Host));
    Console.WriteLine(server.ProcessId);
    Console.Out.Flush();
    await Console.In.ReadToEndAsync();
    return 0;
}

async Task<int> SleepAsync()
{
    await using var database = await Database.OpenAsync(DatabaseUrl.Parse(args[1], "arguments"), "sleeper", CancellationToken.None);
    return await database.ExecuteAsync("SELECT pg_sleep(300)", CancellationToken.None);
}

async Task<int> InstallAsync()
{
    var found = await PostgresInstaller.InstallAsync(int.Parse(args[1]), args.ElementAtOrDefault(2), new Narration(), CancellationToken.None);
    Console.WriteLine(found.Directory);
    return 0;
}
