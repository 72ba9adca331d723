using Confiture.Postgres.Tests;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Confiture.Postgres.Tests;

/// <summary>One server for all tests that only need some server.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private int databases;

    public TemporaryServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, CancellationToken.None);

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    public Task<DatabaseUrl> NewDatabaseAsync() => Server.CreateDatabaseAsync($"db{Interlocked.Increment(ref databases)}", CancellationToken.None);
}
