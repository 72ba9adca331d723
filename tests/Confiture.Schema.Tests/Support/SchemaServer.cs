using System.Collections.Concurrent;
using Confiture.Postgres;
using Confiture.Schema.Tests;
using Foundation.Processes;

[assembly: AssemblyFixture(typeof(SchemaServers))]

namespace Confiture.Schema.Tests;

/// <summary>One server per major version for all tests of this project, started when it is first asked for.</summary>
public sealed class SchemaServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Task<SchemaServer>>> servers = new();

    /// <summary>The major version of the servers: 15, or what PAIRS_VERSION says.</summary>
    public static int Wanted { get; } = int.Parse(Environment.GetEnvironmentVariable("PAIRS_VERSION") ?? "15", System.Globalization.CultureInfo.InvariantCulture);

    public Task<SchemaServer> OfAsync(int version) => servers.GetOrAdd(version, v => new(() => SchemaServer.StartAsync(v))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers.Values) await (await server.Value).DisposeAsync();
    }
}

public sealed class SchemaServer : IAsyncDisposable
{
    private readonly ThrowAwayServer server;
    private int databases;

    private SchemaServer(ThrowAwayServer server) => this.server = server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<SchemaServer> StartAsync(int version)
    {
        var server = await ThrowAwayServer.StartAsync(new ThrowAwayServerOptions { Postgres = $"{version}", Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "logical", ["max_connections"] = "50" } }, Cancellation);
        var made = new SchemaServer(server);
        foreach (var role in (string[])["alice", "bob", "app_reader", "app_writer", "owner_role"]) await made.PsqlAsync(server.SocketUrl(), $"create role {role} nologin");
        foreach (var tablespace in (string[])["fast", "slow"])
        {
            var directory = Path.Combine(await made.ScalarAsync("show unix_socket_directories"), $"ts_{tablespace}");
            await made.PsqlAsync(server.SocketUrl(), $"copy (select 1) to program 'mkdir -p {directory}'");
            await made.PsqlAsync(server.SocketUrl(), $"create tablespace {tablespace} location '{directory}'");
        }

        return made;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    internal async Task<DatabaseUrl> DatabaseAsync() => await server.CreateDatabaseAsync($"pair_{Interlocked.Increment(ref databases)}", Cancellation);

    /// <summary>Drops a database; a subscription would hold on to it.</summary>
    internal async Task DropAsync(DatabaseUrl url)
    {
        await using (var database = await Database.OpenAsync(url, "tests", CancellationToken.None))
        {
            await database.ExecuteAsync(
                """
                do $$ declare s name; begin
                    for s in select subname from pg_subscription where subdbid = (select oid from pg_database where datname = current_database()) loop
                        execute format('alter subscription %I disable', s);
                        execute format('alter subscription %I set (slot_name = none)', s);
                        execute format('drop subscription %I', s);
                    end loop;
                end $$
                """,
                CancellationToken.None);
        }

        await server.DropDatabaseAsync(url.Database, CancellationToken.None);
    }

    internal async Task PsqlAsync(DatabaseUrl url, string sql)
    {
        var command = Command.Of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url.ToSecretString()) with { Input = sql };
        var result = await new CommandRunner().RunAsync(command, Cancellation);
        if (!result.Succeeded) throw new InvalidOperationException(result.Errors);
    }

    internal async Task<string> DumpAsync(DatabaseUrl url)
    {
        var text = await new CommandRunner().OutputOfAsync(Command.Of("pg_dump", "--schema-only", "-d", url.ToSecretString()), Cancellation);
        return Dump.Normalised(text);
    }

    internal static async Task<DatabaseSchema> ReadAsync(DatabaseUrl url)
    {
        await using var database = await Database.OpenAsync(url, "tests", Cancellation);
        return await CatalogReader.ReadAsync(database, new CatalogOptions { Self = "postgres" }, Cancellation);
    }

    private async Task<string> ScalarAsync(string sql)
    {
        await using var database = await Database.OpenAsync(server.SocketUrl(), "tests", Cancellation);
        return (await database.ScalarAsync<string>(sql, Cancellation))!;
    }
}
