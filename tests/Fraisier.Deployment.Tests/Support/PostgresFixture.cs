using Confiture.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(Fraisier.Deployment.Tests.PostgresFixture))]

namespace Fraisier.Deployment.Tests;

/// <summary>One real server for all tests; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public TemporaryServer Server { get; private set; } = null!;

    // Each test has a database of its own, and autovacuum would start a process for each of them, every minute.
    public async ValueTask InitializeAsync() => Server = await TemporaryServer.StartAsync(
        new() { Settings = new Dictionary<string, string> { ["autovacuum"] = "off" } }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
