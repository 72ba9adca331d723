using Confiture.Migrations.Tests;
using Confiture.Postgres;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Confiture.Migrations.Tests;

/// <summary>One server for all tests; each test has a database of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private int databases;

    public TemporaryServer Server { get; private set; } = null!;

    // Hundreds of databases would keep its autovacuum busy: a process for each of them, every minute.
    public async ValueTask InitializeAsync() => Server = await TemporaryServer.StartAsync(
        new() { Settings = new Dictionary<string, string> { ["autovacuum"] = "off" } }, CancellationToken.None);

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    internal async Task<Project> NewProjectAsync() => new(await Server.CreateDatabaseAsync(NewName(), CancellationToken.None));

    /// <summary>A project whose database does not exist yet.</summary>
    internal Project NewProjectWithoutDatabase() => new(Server.SocketUrl(NewName()));

    private string NewName() => $"db{Interlocked.Increment(ref databases)}";
}
