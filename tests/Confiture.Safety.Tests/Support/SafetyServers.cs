using System.Collections.Concurrent;
using System.Globalization;
using Confiture.Postgres;
using Confiture.Safety.Tests;

[assembly: AssemblyFixture(typeof(SafetyServers))]

namespace Confiture.Safety.Tests;

/// <summary>One server per major version for all tests of this project, started when it is first asked for.</summary>
public sealed class SafetyServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Task<TemporaryServer>>> servers = new();
    private int databases;

    public static IReadOnlyList<int> Versions { get; } = [14, 15, 16, 17, 18];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A copy of the database that schema.sql makes.</summary>
    public async Task<DatabaseUrl> DatabaseAsync(int version) => await (await OfAsync(version)).CloneAsync("model", NewName(), Cancellation);

    /// <summary>A copy of the database with the tables of the rules' examples.</summary>
    public async Task<DatabaseUrl> ExamplesAsync(int version) => await (await OfAsync(version)).CloneAsync("examples", NewName(), Cancellation);

    /// <summary>An empty database.</summary>
    public async Task<DatabaseUrl> EmptyAsync(int version) => await (await OfAsync(version)).CreateDatabaseAsync(NewName(), Cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers.Values) await (await server.Value).DisposeAsync();
    }

    private string NewName() => $"safety_{Interlocked.Increment(ref databases)}";

    private Task<TemporaryServer> OfAsync(int version) => servers.GetOrAdd(version, v => new(() => StartAsync(v))).Value;

    private static async Task<TemporaryServer> StartAsync(int version)
    {
        var server = await TemporaryServer.StartAsync(new() { Postgres = version.ToString(
            CultureInfo.InvariantCulture), Settings = new Dictionary<string, string> { ["wal_level"] = "logical" } }, Cancellation);
        await MakeAsync(server, "model", await File.ReadAllTextAsync(Files.PathOf("schema.sql"), Cancellation));
        await MakeAsync(server, "examples", ExampleSchema.Sql);
        return server;
    }

    private static async Task MakeAsync(TemporaryServer server, string name, string sql)
    {
        await using var database = await Database.OpenAsync(await server.CreateDatabaseAsync(name, Cancellation), "tests", Cancellation);
        foreach (var statement in Confiture.Sql.SqlScript.Parse(name, sql).Statements) await database.ExecuteAsync(statement.Text, Cancellation);
    }
}

/// <summary>Files beside the sources of this project.</summary>
internal static class Files
{
    internal static string Root { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));

    internal static string PathOf(string name) => Path.Combine(Root, name);
}
