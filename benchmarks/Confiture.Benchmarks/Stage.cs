using Confiture.Benchmarks.Workloads;
using Confiture.Postgres;

namespace Confiture.Benchmarks;

/// <summary>Programs, servers and directories for contenders. A server starts when the first row asks for it; all of it is gone in the end.</summary>
internal sealed class Stage : IAsyncDisposable
{
    // Real schemas name them.
    private static readonly string[] Roles = ["alice", "bob", "app_reader", "app_writer", "owner_role", "stranger"];

    private readonly string root = Directory.CreateTempSubdirectory("confiture-benchmark-").FullName;
    private readonly List<TemporaryServer> servers = [];
    private Arena? durable;
    private Arena? quick;

    public Stage(string repository, Programs programs) => (Repository, Programs) = (repository, programs);

    public string Repository { get; }

    public Programs Programs { get; }

    /// <summary>A server that waits for the disk, as one that is in use does.</summary>
    public async Task<Arena> DurableAsync() => durable ??= await StartAsync(isDurable: true);

    /// <summary>A server that never waits for the disk, so that what clients do is not hidden behind it.</summary>
    public async Task<Arena> QuickAsync() => quick ??= await StartAsync(isDurable: false);

    /// <summary>A directory of its own.</summary>
    public string DirectoryOf(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    /// <summary>The DDL of so many tables as a file.</summary>
    public string Generated(int tables)
    {
        var file = Path.Combine(DirectoryOf("generated"), $"{tables}.sql");
        if (!File.Exists(file)) File.WriteAllText(file, GeneratedSchema.Sql(tables));
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private async Task<Arena> StartAsync(bool isDurable)
    {
        // Real schemas have publications, which are not for every level.
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "logical", ["autovacuum"] = "off" };
        var server = await TemporaryServer.StartAsync(
            new TemporaryServerOptions { Durable = isDurable, Binaries = Programs.Server, Settings = settings }, CancellationToken.None);
        servers.Add(server);
        foreach (var role in Roles) await Arena.ExecuteAsync(server.SocketUrl(), $"create role {role} nologin");
        return new(server, Programs);
    }
}
