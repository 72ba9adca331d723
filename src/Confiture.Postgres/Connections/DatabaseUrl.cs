using System.Collections.Frozen;
using System.Text;
using Foundation.Text;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>A database and the user who connects. Immutable; the password leaves it only through <see cref="ToSecretString"/>.</summary>
public sealed class DatabaseUrl
{
    /// <summary>PostgreSQL's own port.</summary>
    public const int DefaultPort = 5432;

    /// <summary>The longest wait for a connection; a shorter <c>connect_timeout</c> in the URL is respected.</summary>
    internal static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    internal DatabaseUrl(
        IReadOnlyList<ServerAddress> addresses, string database, string user, string? password, IReadOnlyDictionary<string, string>? parameters = null)
    {
        Addresses = addresses;
        Database = database;
        User = user;
        Password = password;
        Parameters = parameters ?? FrozenDictionary<string, string>.Empty;
    }

    /// <summary>The server addresses, in the order in which they are tried; at least one.</summary>
    public IReadOnlyList<ServerAddress> Addresses { get; }

    /// <summary>The first server's name or address, or the directory of its socket when it begins with a slash.</summary>
    public string Host => Addresses[0].Host;

    /// <summary>The first server's port; for a socket the number in its name.</summary>
    public int Port => Addresses[0].Port;

    /// <summary>The database's name.</summary>
    public string Database { get; }

    /// <summary>The database user.</summary>
    public string User { get; }

    /// <summary>All addresses as <c>HOST:PORT</c>, joined by commas; for a socket its directory is the host.</summary>
    public string Server => string.Join(',', Addresses.Select(a => $"{a.Host}:{a.Port}"));

    /// <summary>True when the connection goes through a socket file of this machine.</summary>
    public bool IsSocket => Addresses[0].IsSocket;

    private string? Password { get; }

    private IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The values of <c>target_session_attrs</c> to try, round by round.</summary>
    internal IReadOnlyList<SessionTarget> Rounds => SessionTarget.RoundsOf(Parameters.GetValueOrDefault(SessionTarget.Parameter, SessionTarget.Standard));

    /// <summary>
    /// Reads a <c>postgresql://</c> or <c>postgres://</c> URL, or keywords and values such as <c>host=h dbname=d</c>, as PostgreSQL's own tools do: what it
    /// leaves open comes from its service (<c>service=</c>, <c>PGSERVICE</c>), then from the <c>PG*</c> variables.
    /// </summary>
    /// <param name="text">The URL, or the keywords and values.</param>
    /// <param name="source">Where it was written, for error messages: <c>db/environments/local.yaml: database_url</c>.</param>
    /// <param name="variables">Looks an environment variable up, null when it is not set; the process's own when not given.</param>
    /// <param name="root">The directory that relative names of files (<c>sslrootcert</c> and others) count from; the present one when not given.</param>
    /// <exception cref="Foundation.Errors.ToolException"><c>CONF-PG-001</c>: it is neither. The text is not repeated, for it may hold a password.</exception>
    public static DatabaseUrl Parse(string text, string source, Func<string, string?>? variables = null, string? root = null) =>
        new DatabaseUrlParser(text, source, variables ?? Environment.GetEnvironmentVariable).Parse(root);

    /// <summary>True when a text is meant as a database: a URL, or keywords and values.</summary>
    public static bool LooksLikeOne(string text) => text.Contains("://", StringComparison.Ordinal) || ConnectionText.IsKeywords(text);

    /// <summary>Puts a URL together from its parts, taken literally.</summary>
    /// <param name="host">A name, an address or a socket directory.</param>
    /// <param name="password">The password, or null for none.</param>
    public static DatabaseUrl Of(string host, int port, string database, string user, string? password) => new([new(host, port)], database, user, password);

    /// <summary>The same server, user and parameters with another database.</summary>
    /// <param name="name">The other database.</param>
    public DatabaseUrl WithDatabase(string name) => new(Addresses, name, User, Password, Parameters);

    /// <summary>The URL for messages: the password, if there is one, is shown as <c>***</c>.</summary>
    public override string ToString() => Write(Password is null ? null : "***", FrozenDictionary<string, string>.Empty);

    /// <summary>The parts that must not be shown.</summary>
    public IReadOnlyList<string> Secrets => [.. Password is null ? [] : (string[])[Password],
        .. Parameters.Where(p => p.Key.Contains("password", StringComparison.OrdinalIgnoreCase)).Select(p => p.Value)];

    /// <summary>The whole URL with the password, for the environment of child processes and for nothing else.</summary>
    public string ToSecretString() => Write(Password is null ? null : Uri.EscapeDataString(Password), Parameters);

    /// <summary>The URL without its password, as one types it; what asks for a password takes it from elsewhere.</summary>
    public string Typed => Write(null, FrozenDictionary<string, string>.Empty);

    /// <summary>The connection string for Npgsql and what builds on it (Entity Framework, Dapper), with the password.</summary>
    public string ToConnectionString()
    {
        // Npgsql takes several addresses as a list.
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Addresses.Count == 1 ? Host : string.Join(',', Addresses.Select(a => a.IsSocket ? a.Host : $"{a.Host}:{a.Port}")),
            Port = Port,
            Database = Database,
            Username = User,
            Password = Password,
        };
        foreach (var (name, value) in Parameters) DatabaseUrlParameters.Apply(builder, name, value);
        if (IsSocket) builder.SslMode = SslMode.Disable;
        return builder.ConnectionString;
    }

    /// <summary>The command that runs a statement in this database, for a person to type; psql asks for the password.</summary>
    public string Psql(string statement) => $"psql {ShellWord.Of(Write(null, FrozenDictionary<string, string>.Empty))} -c {ShellWord.Of(statement)}";

    /// <summary>The command that dumps this database, for a person to type; pg_dump asks for the password.</summary>
    /// <param name="options">What to dump, each word as the shell has to see it.</param>
    public string PgDump(params IEnumerable<string> options) =>
        $"pg_dump {string.Join(' ', options.Select(ShellWord.Of))} {ShellWord.Of(Write(null, FrozenDictionary<string, string>.Empty))}";

    internal string ToConnectionString(string applicationName, ServerAddress address)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = Database,
            Username = User,
            Password = Password,
            ApplicationName = applicationName,
            Pooling = false,
            // Without this the server's DETAIL lines, which name the offending row or object, are withheld.
            IncludeErrorDetail = true,
            // Which statement of a batch failed: without this an error has no place in its file.
            IncludeFailedBatchedCommand = true,
            // A migration may run for hours; the caller's cancellation token is the limit of a statement.
            CommandTimeout = 0,
            Timeout = (int)ConnectLimit.TotalSeconds,
            // Catalogs of large schemas and rows to copy come in megabytes; each wait for a part of them costs more than the memory.
            ReadBufferSize = 64 * 1024,
            // Asking for GSS first loads a library and a round trip; who has it says so in the URL.
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        if (!address.IsSocket)
        {
            // A peer that vanished without a word is noticed within about two minutes. A socket file knows no such option.
            builder.TcpKeepAlive = true;
            builder.TcpKeepAliveTime = 60;
            builder.TcpKeepAliveInterval = 10;
        }

        foreach (var (name, value) in Parameters) DatabaseUrlParameters.Apply(builder, name, value);
        // As PostgreSQL's own tools do: on a socket nobody listens, and asking for TLS would cost a round trip.
        if (address.IsSocket) builder.SslMode = SslMode.Disable;
        return builder.ConnectionString;
    }

    private string Write(string? password, IReadOnlyDictionary<string, string> parameters)
    {
        var text = new StringBuilder("postgresql://").Append(Uri.EscapeDataString(User));
        if (password is not null) text.Append(':').Append(password);
        text.Append('@');
        // The directory of a socket has no place before the path.
        var isSimple = !Addresses.Any(a => a.IsSocket);
        if (isSimple) text.AppendJoin(',', Addresses.Select(Written));
        text.Append('/').Append(Uri.EscapeDataString(Database));
        List<string> query = [.. parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}")];
        if (!isSimple) query.InsertRange(0, [$"host={string.Join(',', Addresses.Select(Escaped))}", $"port={string.Join(',', Addresses.Select(a => a.Port))}"]);
        return query.Count == 0 ? text.ToString() : text.Append('?').AppendJoin('&', query).ToString();
    }

    private static string Written(ServerAddress a) =>
        $"{(a.Host.Contains(':', StringComparison.Ordinal) ? $"[{a.Host}]" : Uri.EscapeDataString(a.Host))}:{a.Port}";

    private static string Escaped(ServerAddress address) => string.Join('/', address.Host.Split('/').Select(Uri.EscapeDataString));
}
