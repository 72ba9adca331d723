using Confiture.Testing;

[assembly: AssemblyFixture(typeof(Example.Testing.Databases))]

namespace Example.Testing;

/// <summary>One server for all tests of the assembly.</summary>
public sealed class Databases : IAsyncLifetime
{
    public TestDatabases All { get; private set; } = null!;

    // A temporary server, unless the variable names one. The project is the one that contains this assembly.
    public async ValueTask InitializeAsync() =>
        All = await TestDatabases.StartAsync(options: new() { Server = Environment.GetEnvironmentVariable("TEST_SERVER") });

    public ValueTask DisposeAsync() => All.DisposeAsync();
}
