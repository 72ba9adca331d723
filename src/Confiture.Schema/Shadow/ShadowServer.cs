using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Confiture.Postgres;
using Confiture.Sql;
using Foundation.Errors;

namespace Confiture.Schema;

/// <summary>
/// A temporary server in which a schema is built and read, and changes are tested. Roles and tablespaces belong to a whole server and not to
/// a schema, so those that statements ask for are made on demand; two schemas that make the same role need a server each.
/// </summary>
public sealed partial class ShadowServer : IAsyncDisposable
{
    /// <summary>The role that owns what is built here and says so nowhere.</summary>
    public const string Self = "postgres";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["allow_in_place_tablespaces"] = "on",
        ["wal_level"] = "logical",
        ["lc_messages"] = "C",
    };

    private readonly TemporaryServer server;
    private readonly ConcurrentBag<string> roles = [];
    private int databases;
    private int isUsed = 1;

    /// <summary>Takes a server that is there already.</summary>
    /// <param name="server">The server; it ends with this.</param>
    public ShadowServer(TemporaryServer server) => this.server = server;

    /// <summary>Starts a server.</summary>
    /// <param name="postgres">A major version or a directory of server programs;
    /// null leaves the choice to <c>CONFITURE_POSTGRES</c> and the search order.</param>
    /// <param name="cancellation">Gives up; nothing stays.</param>
    /// <exception cref="ToolException">There are no programs of that version, or they do not start.</exception>
    public static async Task<ShadowServer> StartAsync(string? postgres, CancellationToken cancellation) =>
        new(await TemporaryServer.StartAsync(new TemporaryServerOptions { Postgres = postgres, Settings = Settings, SocketOnly = true },
            cancellation)) { isUsed = 0 };

    /// <summary>Gives an empty database: first the one that a server of our own has anyway, for to make one takes as long as the rest of the start.</summary>
    /// <param name="cancellation">Cancels.</param>
    public Task<DatabaseUrl> CreateAsync(CancellationToken cancellation) =>
        Interlocked.Exchange(ref isUsed, 1) == 0 ? Task.FromResult(server.SocketUrl()) : server.CreateDatabaseAsync(NextName(), cancellation);

    /// <summary>Copies a database, in which nobody may be connected.</summary>
    /// <param name="original">The database.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<DatabaseUrl> CloneAsync(DatabaseUrl original, CancellationToken cancellation) => server.CloneAsync(original.Database, NextName(), cancellation);

    /// <summary>Builds DDL files in a database of its own.</summary>
    /// <param name="source">The files.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The database, and what was out of order.</returns>
    /// <exception cref="ToolException">A statement failed; names file, line and column (<c>CONF-SCH-002</c>).</exception>
    public async Task<(DatabaseUrl Url, BuildOrder Order)> BuildAsync(SchemaSource source, CancellationToken cancellation)
    {
        var url = await CreateAsync(cancellation);
        var order = await ProvidingAsync(
            async () =>
            {
                await using var database = await Database.OpenAsync(url, "confiture shadow", cancellation);
                return await SchemaBuild.BuildAsync(database, source, Limit, static _ => { }, cancellation);
            },
            cancellation);
        return (url, order);
    }

    /// <summary>Executes statements one after the other, each in a transaction of its own.</summary>
    /// <param name="url">The database.</param>
    /// <param name="changes">The statements.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ServerException">The server refused one.</exception>
    public async Task ExecuteAsync(DatabaseUrl url, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, "confiture shadow", cancellation);
        // The schema may hold settings of its database.
        await database.ExecuteAsync(SessionSettings.Pin, cancellation);
        foreach (var change in changes)
        {
            if (change.OnlyIf is { } condition && !await database.ScalarAsync<bool>($"select {condition}", cancellation)) continue;
            await ProvidingAsync(() => database.ExecuteAsync(change.Sql, cancellation), cancellation);
        }
    }

    /// <summary>Reads a database's schema.</summary>
    /// <param name="url">The database.</param>
    /// <param name="options">What to exclude.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<DatabaseSchema> ReadAsync(DatabaseUrl url, CatalogOptions options, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(url, "confiture shadow", cancellation);
        return await CatalogReader.ReadAsync(database, options with { Self = Self }, cancellation);
    }

    /// <summary>Does work again each time that it failed for want of a role or a tablespace, which is then there.</summary>
    /// <typeparam name="T">The work's result.</typeparam>
    /// <param name="work">The work; when it fails it leaves nothing half done.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<T> ProvidingAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        HashSet<string> provided = [];
        while (true)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (WantOf(e) is { } missing && provided.Add(missing))
            {
                await using var database = await Database.OpenAsync(server.SocketUrl("template1"), "confiture shadow", cancellation);
                await database.ExecuteAsync(missing, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"shadow_{Interlocked.Increment(ref databases)}");

    // The statement that makes what the server missed; null when it missed something else.
    private string? WantOf(Exception? e)
    {
        ServerMessage? said = null;
        for (; e is not null && said is null; e = e.InnerException)
            said = e switch { ScriptException script => script.Server, ServerException server => server.Server, _ => null };
        // Only a superuser can own an event trigger or a foreign-data wrapper; nobody connects as one of these.
        if (said is { SqlState: SqlState.InsufficientPrivilege, Hint: { } hint }
                && hint.EndsWith("must be a superuser.", StringComparison.Ordinal) && !roles.IsEmpty)
        {
            return string.Concat(roles.Order(StringComparer.Ordinal).Select(role => $"alter role {role} superuser; "));
        }

        if (said is not { SqlState: SqlState.UndefinedObject } || Missing().Match(said.Text) is not { Success: true } match) return null;
        var name = SqlIdentifier.Quote(match.Groups["name"].Value);
        if (match.Groups["kind"].Value == "tablespace") return $"create tablespace {name} location ''";
        roles.Add(name);
        return $"create role {name}";
    }

    [GeneratedRegex("^(?<kind>role|tablespace) \"(?<name>.+)\" does not exist$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Missing();
}
