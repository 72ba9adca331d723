using Confiture.Postgres;
using Foundation.Processes;

namespace Confiture.Schema.Tests;

/// <summary>A server with the roles and tablespaces that the schemas of the tests name.</summary>
public sealed class SchemaServer : IAsyncDisposable
{
    // The newest server that the pg_dump of the system's own client can read.
    private const int NewestDumped = 15;
    private const string Template = "lean";

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["wal_level"] = "logical", ["max_connections"] = "80", ["autovacuum"] = "off", ["jit"] = "off",
    };

    private readonly ThrowAwayServer server;
    private int databases;

    private SchemaServer(ThrowAwayServer server) => this.server = server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Says whether pg_dump can be the judge.</summary>
    internal bool HasDump => server.Version.Major <= NewestDumped;

    internal static async Task<SchemaServer> StartAsync(int version)
    {
        var server = await ThrowAwayServer.StartAsync(new ThrowAwayServerOptions { Postgres = $"{version}", Settings = Settings }, Cancellation);
        await using (var first = await Database.OpenAsync(await server.CreateDatabaseAsync(Template, Cancellation), "tests", Cancellation))
        {
            // Whoever connects first makes the server write down what each connection needs to know; copies have it.
            foreach (var role in (string[])["alice", "bob", "app_reader", "app_writer", "owner_role"]) await first.ExecuteAsync($"create role {role} nologin", Cancellation);
            foreach (var tablespace in (string[])["fast", "slow"])
            {
                var directory = Path.Combine((await first.ScalarAsync<string>("show unix_socket_directories", Cancellation))!, $"ts_{tablespace}");
                await first.ExecuteAsync($"copy (select 1) to program 'mkdir -p {directory}'", Cancellation);
                await first.ExecuteAsync($"create tablespace {tablespace} location '{directory}'", Cancellation);
            }
        }

        await server.MakeTemplateAsync(Template, Cancellation);
        return new(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    internal async Task<SchemaDatabase> DatabaseAsync()
    {
        var url = await server.CloneAsync(Template, $"pair_{Interlocked.Increment(ref databases)}", Cancellation);
        return new(this, await Database.OpenAsync(url, "tests", Cancellation));
    }

    internal Task DropAsync(string database) => server.DropDatabaseAsync(database, CancellationToken.None);

    /// <summary>The name of a database stands in what pg_dump prints of its settings.</summary>
    internal static async Task<string> DumpAsync(DatabaseUrl url)
    {
        var text = await new CommandRunner().OutputOfAsync(Command.Of(PgDump.Value, "--schema-only", "--create", "-d", url.ToSecretString()), Cancellation);
        return Dump.Normalised(text.Replace(url.Database, "pair", StringComparison.Ordinal));
    }

    // What stands on PATH in Debian is a Perl program that looks for the real one, for as long as the real one runs.
    private static readonly Lazy<string> PgDump = new(() => File.Exists("/usr/lib/postgresql/15/bin/pg_dump") ? "/usr/lib/postgresql/15/bin/pg_dump" : "pg_dump");
}
