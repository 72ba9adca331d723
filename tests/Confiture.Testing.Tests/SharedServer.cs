using System.Globalization;
using Confiture.Postgres;
using Confiture.Testing.Tests;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Confiture.Testing.Tests;

/// <summary>A server that somebody else runs, as far as the library is concerned. Each day another major version.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private const int Oldest = 14, Newest = 18;

    /// <summary>The major version of today.</summary>
    public static string Today { get; } = string.Create(CultureInfo.InvariantCulture, $"{Oldest + (Day % (Newest - Oldest + 1))}");

    public TemporaryServer Server { get; private set; } = null!;

    /// <summary>Its URL as a user would write it.</summary>
    public string Url => Server.TcpUrl().ToSecretString();

    private static int Day => int.Parse(
        Environment.GetEnvironmentVariable("ROTATION") ?? DateTime.UtcNow.DayOfYear.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync() =>
        Server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default with { Postgres = Today }, CancellationToken.None);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>The names of databases, sorted.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string prefix)
    {
        await using var database = await OpenAsync();
        return await database.RowsAsync(
            "select datname::text from pg_database where starts_with(datname::text, $1) order by 1", r => r.Text(0), CancellationToken.None, prefix);
    }

    public async Task ExecuteAsync(params string[] statements)
    {
        await using var database = await OpenAsync();
        foreach (var statement in statements) await database.ExecuteAsync(statement, CancellationToken.None);
    }

    public async Task<T?> ScalarAsync<T>(string sql, params object?[] parameters)
    {
        await using var database = await OpenAsync();
        return await database.ScalarAsync<T>(sql, CancellationToken.None, parameters);
    }

    private Task<Database> OpenAsync() => Database.OpenAsync(Server.SocketUrl(), "tests", CancellationToken.None);
}
