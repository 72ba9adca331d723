using System.Collections.Frozen;
using System.Text;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>Where a database is and who connects. Immutable; the password leaves it only through <see cref="ToSecretString"/>.</summary>
public sealed class DatabaseUrl
{
    /// <summary>PostgreSQL's own port.</summary>
    public const int DefaultPort = 5432;

    /// <summary>The longest wait for a connection; a shorter <c>connect_timeout</c> in the URL is respected.</summary>
    internal static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    internal DatabaseUrl(string host, int port, string database, string user, string? password, IReadOnlyDictionary<string, string>? parameters = null)
    {
        Host = host;
        Port = port;
        Database = database;
        User = user;
        Password = password;
        Parameters = parameters ?? FrozenDictionary<string, string>.Empty;
    }

    /// <summary>The server's name or address, or the directory of its socket when it begins with a slash.</summary>
    public string Host { get; }

    /// <summary>The port; for a socket the number in its name.</summary>
    public int Port { get; }

    /// <summary>The database's name.</summary>
    public string Database { get; }

    /// <summary>The database user.</summary>
    public string User { get; }

    /// <summary>True when the connection goes through a socket file of this machine.</summary>
    public bool IsSocket => Host.StartsWith('/');

    private string? Password { get; }

    private IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Reads a <c>postgresql://</c> or <c>postgres://</c> URL as PostgreSQL's own tools do.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="source">Where it was written, for error messages: <c>db/environments/local.yaml: database_url</c>.</param>
    /// <exception cref="Foundation.Errors.ToolException"><c>CONF-PG-001</c>: it is not such a URL. The text is not repeated, for it may hold a password.</exception>
    public static DatabaseUrl Parse(string text, string source) => new DatabaseUrlParser(text, source).Parse();

    /// <summary>Puts a URL together from its parts, taken literally.</summary>
    /// <param name="host">A name, an address or a socket directory.</param>
    /// <param name="port">The port.</param>
    /// <param name="database">The database.</param>
    /// <param name="user">The user.</param>
    /// <param name="password">The password, or null for none.</param>
    public static DatabaseUrl Of(string host, int port, string database, string user, string? password) => new(host, port, database, user, password);

    /// <summary>The same server, user and parameters with another database.</summary>
    /// <param name="name">The other database.</param>
    public DatabaseUrl WithDatabase(string name) => new(Host, Port, name, User, Password, Parameters);

    /// <summary>The URL for messages: the password, if there is one, is shown as <c>***</c>.</summary>
    public override string ToString() => Write(Password is null ? null : "***", FrozenDictionary<string, string>.Empty);

    /// <summary>The whole URL with the password, for the environment of child processes and for nothing else.</summary>
    public string ToSecretString() => Write(Password is null ? null : Uri.EscapeDataString(Password), Parameters);

    internal string ToConnectionString(string applicationName)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Host,
            Port = Port,
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
        if (!IsSocket)
        {
            // A peer that vanished without a word is noticed within about two minutes. A socket file knows no such option.
            builder.TcpKeepAlive = true;
            builder.TcpKeepAliveTime = 60;
            builder.TcpKeepAliveInterval = 10;
        }

        foreach (var (name, value) in Parameters) DatabaseUrlParameters.Apply(builder, name, value);
        return builder.ConnectionString;
    }

    private string Write(string? password, IReadOnlyDictionary<string, string> parameters)
    {
        var text = new StringBuilder("postgresql://").Append(Uri.EscapeDataString(User));
        if (password is not null) text.Append(':').Append(password);
        text.Append('@');
        if (!IsSocket) text.Append(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Uri.EscapeDataString(Host)).Append(':').Append(Port);
        text.Append('/').Append(Uri.EscapeDataString(Database));
        List<string> query = [.. parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}")];
        if (IsSocket) query.InsertRange(0, [$"host={string.Join('/', Host.Split('/').Select(Uri.EscapeDataString))}", $"port={Port}"]);
        return query.Count == 0 ? text.ToString() : text.Append('?').AppendJoin('&', query).ToString();
    }
}
