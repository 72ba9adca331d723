using Confiture.Postgres;

namespace Confiture.Schema.Tests;

/// <summary>A server with the roles and tablespaces that the schemas of the tests name.</summary>
public sealed class SchemaServer : IAsyncDisposable
{
    private const string Template = "lean";

    /// <summary>A role that nothing is granted to.</summary>
    internal const string Stranger = "stranger";

    private static readonly string[] Roles = ["alice", "bob", "app_reader", "app_writer", "owner_role", Stranger];

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["wal_level"] = "logical", ["max_connections"] = "80", ["autovacuum"] = "off", ["jit"] = "off",
    };

    private readonly TemporaryServer server;
    private readonly Database administrator;
    private readonly MemoryDirectory? memory;
    private readonly SemaphoreSlim turn = new(1);
    private int databases;

    private SchemaServer(TemporaryServer server, Database administrator, MemoryDirectory? memory)
    {
        this.server = server;
        this.administrator = administrator;
        this.memory = memory;
        Shadow = new(server);
    }

    /// <summary>Says whether pg_dump can be the judge.</summary>
    internal bool HasDump => server.Version.Major <= PgDump.Version;

    /// <summary>The server as one in which changes are tried.</summary>
    internal ShadowServer Shadow { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Storage => (memory is null ? string.Empty : " tablespace memory") + (server.Version.Major >= 15 ? " strategy file_copy" : string.Empty);

    internal static async Task<SchemaServer> StartAsync(int version)
    {
        var throwAway = await TemporaryServer.StartAsync(new TemporaryServerOptions { Postgres = $"{version}", Settings = Settings }, Cancellation);
        var server = new SchemaServer(throwAway, await Database.OpenAsync(throwAway.SocketUrl(), "tests", Cancellation), MemoryDirectory.Make(version));
        foreach (var role in Roles) await server.AdministerAsync($"create role {role} nologin");
        foreach (var name in (string[])["fast", "slow"])
        {
            var directory = Path.Combine((await server.administrator.ScalarAsync<string>("show unix_socket_directories", Cancellation))!, $"ts_{name}");
            await server.AdministerAsync($"copy (select 1) to program 'cat > /dev/null; mkdir -p {directory}'");
            await server.AdministerAsync($"create tablespace {name} location '{directory}'");
        }

        if (server.memory is { } memory)
        {
            await server.AdministerAsync($"copy (select 1) to program 'cat > /dev/null; mkdir -p {memory.Path}/data'");
            await server.AdministerAsync($"create tablespace memory location '{memory.Path}/data'");
        }

        await server.AdministerAsync($"create database {Template} template template0{server.Storage}");
        // Whoever connects first makes the server write down what every connection needs to know; copies have it then.
        await (await Database.OpenAsync(throwAway.SocketUrl(Template), "tests", Cancellation)).DisposeAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await administrator.DisposeAsync();
        await server.DisposeAsync();
        memory?.Delete();
        turn.Dispose();
    }

    internal async Task<SchemaDatabase> DatabaseAsync(string template = Template)
    {
        var name = $"pair_{Interlocked.Increment(ref databases)}";
        await AdministerAsync($"create database {name} template {template}{Storage}");
        return new(this, await Database.OpenAsync(server.SocketUrl(name), "tests", Cancellation));
    }

    internal Task DropAsync(string database) => AdministerAsync($"drop database {database} with (force)");

    private async Task AdministerAsync(string statement)
    {
        await turn.WaitAsync(Cancellation);
        try
        {
            await administrator.ExecuteAsync(statement, Cancellation);
        }
        finally
        {
            turn.Release();
        }
    }
}
