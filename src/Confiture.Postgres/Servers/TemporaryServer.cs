using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Confiture.Sql;
using Foundation.Errors;
using Foundation.Processes;
using Foundation.Waiting;

namespace Confiture.Postgres;

/// <summary>
/// A PostgreSQL server of one's own that leaves nothing behind. It runs until it is disposed; if this process is killed first, the next start of
/// any temporary server by the same user removes it.
/// </summary>
public sealed class TemporaryServer : IAsyncDisposable
{
    private const string Administrator = "postgres";

    // The server's status is on the eighth line of its file.
    private const int StatusLine = 8;

    // As pg_ctl does it, without the programs that pg_ctl runs before, and without its waits of a tenth of a second.
    // First the command that fills the data directory.
    private const string StartInBackground =
        "configuration=$1 log=$2; shift 2; \"$@\" && { \"$0\" -D \"$configuration\" > \"$log\" 2>&1 < /dev/null & echo $!; }";
    private const int PortTries = 10;
    private const int StrategySince = 15;
    private static readonly string[] ErrorMarks = ["FATAL", "ERROR", "invalid value", "unrecognized configuration parameter"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly Pace Poll = Pace.Every(TimeSpan.FromMilliseconds(5));
    private readonly ServerRegistry registry;
    private readonly ServerUser user;
    private readonly string id;
    private readonly ServerPlace place;
    private readonly string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly TemporaryServerOptions options;
    private int port;
    private bool removed;

    private TemporaryServer(TemporaryServerOptions options, ServerRegistry registry, ServerUser user, PostgresBinaries binaries)
    {
        this.options = options;
        this.registry = registry;
        this.user = user;
        Binaries = binaries;
        id = registry.Register();
        place = registry.Place(id);
    }

    /// <summary>The programs that it runs.</summary>
    public PostgresBinaries Binaries { get; }

    /// <summary>The server's version.</summary>
    public Version Version => Binaries.Version;

    /// <summary>The server's first process.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Removes what dead owners left, then starts a server and waits until it takes connections.</summary>
    /// <param name="options">What kind of server.</param>
    /// <param name="cancellation">Gives up; everything begun is removed.</param>
    /// <exception cref="ToolException"><c>CONF-PG-020</c> to <c>CONF-PG-024</c>, by cause.</exception>
    public static async Task<TemporaryServer> StartAsync(TemporaryServerOptions options, CancellationToken cancellation)
    {
        var servers = ServerRegistry.Open();
        var account = ServerUser.Choose();
        await servers.ReapAsync(account, cancellation);
        var binaries = options.Binaries ?? await PostgresBinaries.FindAsync(options.Postgres, cancellation);
        var server = new TemporaryServer(options, servers, account, binaries);
        try
        {
            await server.StartHereAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The URL through the socket: without password, for this user and root alone.</summary>
    public DatabaseUrl SocketUrl(string database = "postgres") => DatabaseUrl.Of(place.Socket, port, database, Administrator, password: null);

    /// <summary>The URL through the loopback address, with the server's random password.</summary>
    public DatabaseUrl TcpUrl(string database = "postgres") => DatabaseUrl.Of("127.0.0.1", port, database, Administrator, password);

    /// <summary>Creates an empty database.</summary>
    /// <param name="name">Its name, taken literally.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Its URL through the socket.</returns>
    public Task<DatabaseUrl> CreateDatabaseAsync(string name, CancellationToken cancellation) => CloneAsync("template0", name, cancellation);

    /// <summary>Creates a database as a copy of another one, which must have no connections.</summary>
    /// <param name="template">The database to copy.</param>
    /// <param name="name">The copy's name.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The copy's URL through the socket.</returns>
    public async Task<DatabaseUrl> CloneAsync(string template, string name, CancellationToken cancellation)
    {
        // Copying files takes half the time of logging every block, where the checkpoint that goes with it costs nothing.
        var strategy = !options.Durable && Version.Major >= StrategySince ? " strategy file_copy" : string.Empty;
        await AdministerAsync($"create database {SqlIdentifier.Quote(name)} template {SqlIdentifier.Quote(template)}{strategy}", cancellation);
        return SocketUrl(name);
    }

    /// <summary>Drops a database and terminates its sessions. Does nothing when it does not exist.</summary>
    public async Task DropDatabaseAsync(string name, CancellationToken cancellation)
    {
        await using var database = await AdministratorAsync(cancellation);
        var isTemplate = await database.ScalarAsync<bool?>("select datistemplate from pg_database where datname = $1", cancellation, name);
        if (isTemplate is true) await database.ExecuteAsync($"alter database {SqlIdentifier.Quote(name)} is_template false", cancellation);
        await database.ExecuteAsync($"drop database if exists {SqlIdentifier.Quote(name)} with (force)", cancellation);
    }

    /// <summary>Turns a database into a template: it takes no more connections, so that it can always be cloned.</summary>
    public Task MakeTemplateAsync(string name, CancellationToken cancellation) =>
        AdministerAsync($"alter database {SqlIdentifier.Quote(name)} is_template true allow_connections false", cancellation);

    /// <summary>Stops the server at once and deletes everything that it had.</summary>
    public async ValueTask DisposeAsync()
    {
        if (removed) return;
        removed = true;
        await registry.RemoveAsync(id, user, CancellationToken.None);
    }

    private async Task StartHereAsync(CancellationToken cancellation)
    {
        registry.MakePlace(id);
        user.MakeDirectories(place.OfServerUser);
        var fill = await DataDirectoryCache.FillingAsync(place, Binaries, user, cancellation);
        for (var attempt = 1; !await StartOnAsync(FreePort(), fill, attempt == PortTries, cancellation); attempt++)
        {
            // Another process took the port between the look and the start: look again, with the files that are there.
            fill = ["true"];
        }

        registry.Started(id, ProcessId);
        if (!options.SocketOnly) await AdministerAsync($"alter user {Administrator} password '{password}'", cancellation);
    }

    private async Task<bool> StartOnAsync(int candidate, IReadOnlyList<string> fill, bool last, CancellationToken cancellation)
    {
        port = candidate;
        ServerSettings.Write(place, options, port);
        var start = Command.Of("sh", ["-c", StartInBackground, Binaries.Program("postgres"), place.Configuration, place.Log, .. fill]);
        var started = await user.RunAsync(start with { WorkingDirectory = place.Directory, Deadline = StartLimit }, cancellation);
        if (!started.Succeeded) throw NotFilled(started);
        ProcessId = int.Parse(started.Output, CultureInfo.InvariantCulture);
        if (await IsReadyAsync(cancellation)) return true;
        var log = place.LastLogLines();
        if (!last && log.Any(line => line.Contains("Address already in use", StringComparison.Ordinal))) return false;
        throw PostgresErrors.ServerNotStarted.Error(
            $"PostgreSQL {Version} did not start.",
            log.FirstOrDefault(line => ErrorMarks.Any(mark => line.Contains(mark, StringComparison.Ordinal)))
                ?? $"It was not ready within {StartLimit.TotalSeconds:0} s, and its log gives no reason.",
            $"The server's log is below. Check the settings and that the programs in {Binaries.Directory} run on this machine.").With([.. log]);
    }

    private ToolException NotFilled(CommandResult started) => PostgresErrors.ServerNotStarted.Error(
        $"The files of a temporary server could not be written to {place.Directory}.",
        started.Errors.Trim().Split('\n')[0],
        $"Free some space and run this again: a new server takes about 30 MB. To see the free space, run: df -h {ServerRegistry.Root}");

    // False when it has ended, or takes too long.
    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        var isReady = false;
        await Deadline.In(StartLimit, TimeProvider.System)
            .UntilAsync(() => (isReady = place.PostmasterStatus(StatusLine) == "ready") || ProcessIdentity.Of(ProcessId) is null, Poll, cancellation);
        return isReady;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Not the database meant for use: a database can be copied only without connections to it.
    private Task<Database> AdministratorAsync(CancellationToken cancellation) =>
        Database.OpenAsync(SocketUrl("template1"), "confiture throw-away server", cancellation);

    private async Task AdministerAsync(string statement, CancellationToken cancellation)
    {
        await using var database = await AdministratorAsync(cancellation);
        await database.ExecuteAsync(statement, cancellation);
    }
}
