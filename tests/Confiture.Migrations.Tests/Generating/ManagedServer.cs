using Confiture.Postgres;

namespace Confiture.Migrations.Tests;

/// <summary>A server like a managed one: nobody who works with it is a superuser. The roles and their settings are its own.</summary>
public sealed class ManagedServer : IAsyncLifetime
{
    internal const string Owner = "app", Password = "secret";
    private int databases;

    public TemporaryServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TemporaryServer.StartAsync(TemporaryServerOptions.Default
            with { Settings = new Dictionary<string, string> { ["allow_in_place_tablespaces"] = "on", ["wal_level"] = "logical", ["autovacuum"] = "off" } },
            CancellationToken.None);
        await using var admin = await Database.OpenAsync(Server.SocketUrl(), "tests", CancellationToken.None);
        foreach (var role in (string[])[Owner, "stranger"]) await admin.ExecuteAsync($"create role {role} login password '{Password}'", CancellationToken.None);
        await admin.ExecuteAsync($"create role second superuser login password '{Password}'", CancellationToken.None);
        await admin.ExecuteAsync("create role reader", CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A project whose database belongs to an ordinary role; the administrator has prepared it.</summary>
    /// <param name="owner">Who owns it.</param>
    /// <param name="preparation">What the administrator has done.</param>
    internal async Task<Project> NewProjectAsync(string owner, params string[] preparation)
    {
        var url = await Server.CreateDatabaseAsync($"managed{Interlocked.Increment(ref databases)}", CancellationToken.None);
        await using var admin = await Database.OpenAsync(url, "tests", CancellationToken.None);
        await admin.ExecuteAsync($"alter database {url.Database} owner to {owner}", CancellationToken.None);
        foreach (var statement in preparation) await admin.ExecuteAsync(statement, CancellationToken.None);
        var project = new Project(UrlOf(owner, url.Database));
        project.Environment();
        return project;
    }

    internal DatabaseUrl UrlOf(string role, string database) => DatabaseUrl.Of("127.0.0.1", Server.TcpUrl().Port, database, role, Password);
}
