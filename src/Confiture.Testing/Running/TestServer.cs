using Confiture.Postgres;
using Confiture.Schema;

namespace Confiture.Testing;

/// <summary>The server of the databases for tests: a temporary one, or one that the user names.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    // Nobody connects to it: the URL stands for the server, whose own databases are all left alone.
    private const string NoDatabase = "confiture_test";

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["allow_in_place_tablespaces"] = "on",
        ["lc_messages"] = "C",
        // Databases that live for a moment have nothing to clean up, and a worker in a template would delay its clones.
        ["autovacuum"] = "off",
    };

    private readonly ShadowServer? own;

    private TestServer(DatabaseUrl url, ShadowServer? own) => (Url, this.own) = (url.WithDatabase(NoDatabase), own);

    /// <summary>The URL of the server, with a database that does not exist.</summary>
    internal DatabaseUrl Url { get; }

    /// <summary>True when the server ends with this, and all databases with it.</summary>
    internal bool IsTemporary => own is not null;

    internal static async Task<TestServer> StartAsync(DatabaseUrl? given, string? postgres, CancellationToken cancellation)
    {
        if (given is not null) return new(given, null);
        var server = await TemporaryServer.StartAsync(new() { Postgres = postgres, Settings = Settings, SocketOnly = true }, cancellation);
        return new(server.SocketUrl(), new(server));
    }

    /// <summary>Does work that a schema's statements need; a temporary server gets the roles that they lack.</summary>
    /// <param name="work">The work; when it fails it can be done again.</param>
    /// <param name="cancellation">Cancels.</param>
    internal Task<T> ProvidingAsync<T>(Func<Task<T>> work, CancellationToken cancellation) => own?.ProvidingAsync(work, cancellation) ?? work();

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
