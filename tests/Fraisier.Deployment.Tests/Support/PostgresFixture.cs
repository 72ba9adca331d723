using Confiture.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(Fraisier.Deployment.Tests.PostgresFixture))]

namespace Fraisier.Deployment.Tests;

/// <summary>One real server for all tests; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public ThrowAwayServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await ThrowAwayServer.StartAsync(ThrowAwayServerOptions.Default, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
