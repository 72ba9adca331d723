using Cli.Tests;
using Confiture.Postgres;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Cli.Tests;

/// <summary>One server for all tests; each test has a database of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private int databases;
    private TemporaryServer server = null!;

    public async ValueTask InitializeAsync() => server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, CancellationToken.None);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>The URL of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync() =>
        (await server.CreateDatabaseAsync($"cli_{Interlocked.Increment(ref databases)}", CancellationToken.None)).ToSecretString();
}
