using System.Collections.Frozen;
using System.Globalization;
using Foundation.Errors;
using Foundation.Processes;
using Foundation.Text;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>
/// The settings of one connection as they come together: what is written first, then its service, then the <c>PG*</c> variables, as in
/// PostgreSQL's own tools. Mistakes are described without repeating a name or a value, for either may be a part of a password.
/// </summary>
internal sealed class ConnectionSettings(string source, Func<string, string?> variables)
{
    private static readonly string[] SocketDirectories = ["/var/run/postgresql", "/tmp"];

    // Names that say where and who; all others are parameters of the driver.
    private static readonly FrozenSet<string> Parts = FrozenSet.Create("host", "hostaddr", "port", "dbname", "user", "password", "service");
    private static readonly FrozenSet<string> FileNames = FrozenSet.Create("sslrootcert", "sslcert", "sslkey", "passfile");

    private static readonly (string Variable, string Name)[] Variables =
    [
        ("PGSERVICE", "service"), ("PGHOST", "host"), ("PGHOSTADDR", "hostaddr"), ("PGPORT", "port"),
        ("PGDATABASE", "dbname"), ("PGUSER", "user"), ("PGPASSWORD", "password"), ("PGPASSFILE", "passfile"),
        ("PGOPTIONS", "options"), ("PGSSLMODE", "sslmode"), ("PGSSLROOTCERT", "sslrootcert"), ("PGSSLCERT", "sslcert"),
        ("PGSSLKEY", "sslkey"), ("PGGSSENCMODE", "gssencmode"), ("PGCHANNELBINDING", "channel_binding"), ("PGCONNECT_TIMEOUT", "connect_timeout"),
        ("PGTARGETSESSIONATTRS", SessionTarget.Parameter),
    ];

    private readonly Dictionary<string, (string Value, string Origin)> settings = new(StringComparer.Ordinal);

    internal static IEnumerable<string> Names => DatabaseUrlParameters.Names.Concat(Parts).Order(StringComparer.Ordinal);

    /// <summary>Takes what is written; a later value of the same name wins.</summary>
    internal void Add(string name, string value) => settings[Known(name)] = (value, string.Empty);

    /// <summary>Adds what the service and the environment say, and makes the URL.</summary>
    /// <param name="root">The directory that relative names of files count from; null for the present one.</param>
    internal DatabaseUrl Complete(string? root)
    {
        if (settings.Count(s => s.Key is "host" or "hostaddr") == 2) throw Bad("It has both host and hostaddr; keep one");
        var isPlaced = settings.ContainsKey("host") || settings.ContainsKey("hostaddr");
        if ((Value("service") ?? Given("PGSERVICE")) is { } service) AddService(service, isPlaced);
        isPlaced = settings.ContainsKey("host") || settings.ContainsKey("hostaddr");
        foreach (var (variable, name) in Variables)
        {
            if ((isPlaced && name is "host" or "hostaddr") || Given(variable) is not { } value) continue;
            settings.TryAdd(name, (value, $" (from {variable})"));
        }

        var user = Value("user") ?? SystemUser.Name;
        var parameters = settings.Where(s => !Parts.Contains(s.Key)).ToFrozenDictionary(s => s.Key, s => Checked(s.Key, s.Value, root), StringComparer.Ordinal);
        return new(Addresses(), Value("dbname") ?? user, user, Value("password"), parameters);
    }

    internal ToolException Bad(string reason) => PostgresErrors.BadUrl.Error(
        $"The database URL from {source} is invalid.",
        $"{reason}.",
        "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE; percent-encode special characters (@ is %40, : is %3A, / is %2F, % is %25).");

    private string? Given(string variable) => variables(variable) is { Length: > 0 } value ? value : null;

    private string? Value(string name) => settings.TryGetValue(name, out var setting) && setting.Value.Length > 0 ? setting.Value : null;

    private string Known(string name)
    {
        if (Parts.Contains(name) || DatabaseUrlParameters.IsKnown(name)) return name;
        // What is not known may be the rest of a password that a bare & or space has cut; only a name that we know is shown.
        throw Bad($"It has an unknown parameter{Spelling.Suggestion(name, Names)} (known: {string.Join(", ", Names)})");
    }

    private void AddService(string name, bool isPlaced)
    {
        var files = new ServiceFile(variables);
        try
        {
            var (file, found) = files.Find(name) ?? throw Bad($"The service that it names is not in {string.Join(", ", files.Files)}");
            foreach (var (key, value) in found)
            {
                if (key == "service") throw Bad($"A service in {file} names another service");
                if (!(isPlaced && key is "host" or "hostaddr")) settings.TryAdd(Known(key), (value, $" (from {file})"));
            }
        }
        catch (FormatException e)
        {
            throw Bad(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Bad($"The file of its service cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    private string Checked(string name, (string Value, string Origin) setting, string? root)
    {
        var isFile = FileNames.Contains(name) && setting is { Value: not ("" or "system"), Origin: "" };
        var value = isFile && root is not null ? Path.GetFullPath(setting.Value, root) : setting.Value;
        if (DatabaseUrlParameters.Apply(new NpgsqlConnectionStringBuilder(), name, value)) return value;
        throw Bad($"Its parameter {name}{setting.Origin} has a value that PostgreSQL does not accept");
    }

    private IReadOnlyList<ServerAddress> Addresses()
    {
        var ports = (Value("port") ?? string.Empty).Split(',');
        var hosts = (Value("host") ?? Value("hostaddr") ?? string.Empty).Split(',');
        if (ports.Length > 1 && ports.Length != hosts.Length)
        {
            throw Bad($"It has {hosts.Length} hosts and {ports.Length} ports; give one port, or one for each host");
        }

        return [.. hosts.Select((host, index) => AddressOf(host.Trim(), ports[ports.Length == 1 ? 0 : index].Trim()))];
    }

    private ServerAddress AddressOf(string host, string written)
    {
        var port = written.Length == 0 ? DatabaseUrl.DefaultPort
            : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536 ? number
            : throw Bad(
                $"Its port{settings.GetValueOrDefault("port").Origin} is not a number from 1 to 65535; "
                + "a `:`, `@` or `/` inside a password must be percent-encoded");
        return new(host.Length > 0 ? host : UsualHost(port), port);
    }

    private static string UsualHost(int port) =>
        SocketDirectories.FirstOrDefault(directory => Path.Exists($"{directory}/.s.PGSQL.{port}")) ?? "localhost";
}
