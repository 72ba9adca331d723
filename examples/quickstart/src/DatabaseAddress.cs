using System.Text.RegularExpressions;
using Npgsql;

namespace Quickstart;

/// <summary>Turns DATABASE_URL, as PostgreSQL's own tools write it, into what Npgsql reads.</summary>
public static partial class DatabaseAddress
{
    private const int PatienceSeconds = 3;

    public static string Read(string? url)
    {
        if (Url().Match(url ?? string.Empty) is not { Success: true } match)
            throw new ArgumentException("Set DATABASE_URL to postgresql://USER:PASSWORD@HOST:PORT/DATABASE.");
        var settings = new NpgsqlConnectionStringBuilder { Timeout = PatienceSeconds, CommandTimeout = PatienceSeconds };
        foreach (var name in (string[])["host", "port", "username", "password", "database"])
        {
            if (match.Groups[name].Value is { Length: > 0 } value) settings[name] = Uri.UnescapeDataString(value);
        }

        // Through a socket the host is a directory and stands here: ?host=/var/run/postgresql&port=5432
        foreach (var pair in match.Groups["query"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            settings[parts[0]] = Uri.UnescapeDataString(parts[^1]);
        }

        return settings.ConnectionString;
    }

    [GeneratedRegex(
        @"^postgres(ql)?://((?<username>[^:@/]*)(:(?<password>[^@]*))?@)?"
            + @"(?<host>\[[^\]]+\]|[^:/?]*)(:(?<port>[0-9]+))?(/(?<database>[^?]*))?(\?(?<query>.*))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Url();
}
