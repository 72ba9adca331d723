using Confiture.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(Fraisier.Deployment.Tests.PostgresFixture))]

namespace Fraisier.Deployment.Tests;

/// <summary>One real server for all tests; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public TemporaryServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
