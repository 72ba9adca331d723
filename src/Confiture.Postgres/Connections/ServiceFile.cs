namespace Confiture.Postgres;

/// <summary>Finds a service in the files in which PostgreSQL's own tools look: the user's, then the system's.</summary>
/// <param name="variables">Looks an environment variable up.</param>
internal sealed class ServiceFile(Func<string, string?> variables)
{
    private static readonly string[] SystemDirectories = ["/etc/postgresql-common", "/etc/postgresql", "/usr/local/pgsql/etc", "/etc"];

    /// <summary>The files, those that need not exist too, in the order in which they are asked.</summary>
    internal IReadOnlyList<string> Files =>
    [
        Given("PGSERVICEFILE") ?? Path.Combine(Given("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pg_service.conf"),
        .. (Given("PGSYSCONFDIR") is { } directory ? [directory] : SystemDirectories).Select(d => Path.Combine(d, "pg_service.conf")),
    ];

    /// <summary>The settings of a service and its file; null when no file defines it.</summary>
    /// <exception cref="FormatException">A line is invalid; the message names the line and does not repeat it.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    internal (string File, IReadOnlyList<(string Name, string Value)> Settings)? Find(string service)
    {
        foreach (var file in Files.Where(File.Exists))
        {
            if (Read(file, service) is { } settings) return (file, settings);
        }

        return null;
    }

    private string? Given(string variable) => variables(variable) is { Length: > 0 } value ? value : null;

    private static IReadOnlyList<(string, string)>? Read(string file, string service)
    {
        List<(string, string)>? settings = null;
        foreach (var (number, text) in File.ReadLines(file).Index())
        {
            var line = text.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                // As in PostgreSQL's own tools the first section of a name counts.
                if (settings is not null) break;
                if (line == $"[{service}]") settings = [];
            }
            else if (settings is not null)
            {
                var at = line.IndexOf('=', StringComparison.Ordinal);
                if (at <= 0) throw new FormatException($"Line {number + 1} of {file} is not NAME=VALUE");
                settings.Add((line[..at].Trim(), line[(at + 1)..].Trim()));
            }
        }

        return settings;
    }
}
