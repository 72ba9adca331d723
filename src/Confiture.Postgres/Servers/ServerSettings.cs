using System.Text;

namespace Confiture.Postgres;

/// <summary>Writes the configuration files of a temporary server.</summary>
internal static class ServerSettings
{
    // Access to the socket's directory grants access; the loopback address requires the random password.
    private const string Access = """
        local all all trust
        local replication all trust
        host all all 127.0.0.1/32 scram-sha-256
        host replication all 127.0.0.1/32 scram-sha-256

        """;

    private static readonly (string Name, string Value)[] Common =
    [
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_permissions", "0700"),
        ("max_connections", "200"),
        ("shared_buffers", "64MB"),
        ("huge_pages", "off"),
        // Segments as files of the data directory: they go with it, however the server ends.
        ("dynamic_shared_memory_type", "mmap"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("default_text_search_config", "pg_catalog.english"),
    ];

    private static readonly (string Name, string Value)[] NotDurable =
    [
        ("fsync", "off"),
        ("full_page_writes", "off"),
        ("synchronous_commit", "off"),
        ("wal_init_zero", "off"),
        ("wal_recycle", "off"),
    ];

    internal static void Write(ServerPlace place, TemporaryServerOptions options, int port)
    {
        (string Name, string Value)[] closed = options.SocketOnly ? [("listen_addresses", "")] : [];
        (string Name, string Value)[] own = [("data_directory", place.Data), ("unix_socket_directories", place.Socket), ("port", $"{port}")];
        var text = new StringBuilder();
        // The last line for a name wins.
        foreach (var (name, value) in Common.Concat(closed).Concat(options.Durable ? [] : NotDurable)
            .Concat(options.Settings.Select(s => (s.Key, s.Value))).Concat(own))
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'))
                throw new ArgumentException($"`{name}` is not the name of a PostgreSQL setting", nameof(options));
            text.Append(name).Append(" = '")
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
        }

        WriteFile(place, "postgresql.conf", text.ToString());
        WriteFile(place, "pg_hba.conf", Access);
        WriteFile(place, "pg_ident.conf", string.Empty);
    }

    private static void WriteFile(ServerPlace place, string name, string text)
    {
        var path = Path.Combine(place.Configuration, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }
}
