using System.Collections.Concurrent;
using Confiture.Schema.Tests;

[assembly: AssemblyFixture(typeof(SchemaServers))]

namespace Confiture.Schema.Tests;

/// <summary>One server per major version for all tests of this project, started when it is first asked for.</summary>
public sealed class SchemaServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Task<SchemaServer>>> servers = new();

    public Task<SchemaServer> OfAsync(int version) => servers.GetOrAdd(version, v => new(() => SchemaServer.StartAsync(v))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers.Values) await (await server.Value).DisposeAsync();
    }
}
