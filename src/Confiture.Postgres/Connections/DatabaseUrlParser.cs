using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Foundation.Errors;
using Npgsql;

namespace Confiture.Postgres;

/// <summary>Reads one database URL. Mistakes are described without repeating the text, for it may hold a password.</summary>
internal sealed class DatabaseUrlParser(string text, string source)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] SocketDirectories = ["/var/run/postgresql", "/tmp"];
    private readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);

    internal DatabaseUrl Parse()
    {
        var rest = WithoutScheme();
        var (beforeQuery, query) = Cut(rest, rest.IndexOf('?', StringComparison.Ordinal));
        var (authority, path) = Cut(beforeQuery, beforeQuery.IndexOf('/', StringComparison.Ordinal));
        // Otherwise a password with a bare / or ? in it would become the name of a database and be printed.
        if (!authority.Contains('@', StringComparison.Ordinal) && rest.Contains('@', StringComparison.Ordinal)) throw Bad("An @ stands after the first / or ?, which must be percent-encoded inside a password");
        ReadAuthority(authority);
        if (path is { Length: > 0 }) parts["dbname"] = Decoded(path, "database name");
        // As in PostgreSQL's own tools, what stands in the query wins.
        foreach (var pair in (query ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries)) ReadParameter(pair);
        return Assemble();
    }

    private DatabaseUrl Assemble()
    {
        var user = parts.GetValueOrDefault("user") ?? Environment.UserName;
        var port = parts.TryGetValue("port", out var written) ? PortOf(written) : DatabaseUrl.DefaultPort;
        var host = parts.GetValueOrDefault("host") ?? UsualHost(port);
        if (host.Contains(',', StringComparison.Ordinal)) throw Bad("It names several hosts; name the one that takes writes");
        return new(host, port, parts.GetValueOrDefault("dbname") ?? user, user, parts.GetValueOrDefault("password"), parameters.ToFrozenDictionary());
    }

    private string WithoutScheme()
    {
        foreach (var scheme in (string[])["postgresql://", "postgres://"])
        {
            if (text.StartsWith(scheme, StringComparison.Ordinal)) return text[scheme.Length..];
        }

        throw Bad(text.Length == 0 ? "It is empty" : "It does not begin with postgresql:// or postgres://");
    }

    private void ReadAuthority(string authority)
    {
        // The last @ divides: an unencoded @ inside a password is a frequent slip that PostgreSQL's tools misread as a host.
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], authority.IndexOf(':', 0, at));
            if (user.Length > 0) parts["user"] = Decoded(user, "user");
            if (password is { Length: > 0 }) parts["password"] = Decoded(password, "password");
        }

        ReadAddress(authority[(at + 1)..]);
    }

    private void ReadAddress(string address)
    {
        var bracket = address.StartsWith('[') ? address.IndexOf(']', StringComparison.Ordinal) : 0;
        if (bracket < 0) throw Bad("The bracket of its IPv6 address is not closed");
        if (address.Length > 0 && bracket == 0 && address.Count(':') > 1) throw Bad("An IPv6 address needs brackets: [::1]");
        var host = bracket > 0 ? address[1..bracket] : Cut(address, address.IndexOf(':', StringComparison.Ordinal)).Before;
        var after = bracket > 0 ? address[(bracket + 1)..] : address[host.Length..];
        if (after.Length > 0 && after[0] != ':') throw Bad("After the closing bracket of its IPv6 address only a port may follow");
        if (host.Length > 0) parts["host"] = Decoded(host, "host");
        if (after.Length > 1) parts["port"] = after[1..];
    }

    private void ReadParameter(string pair)
    {
        var (name, value) = Cut(pair, pair.IndexOf('=', StringComparison.Ordinal));
        name = Decoded(name, "parameter name");
        var decoded = Decoded(value ?? throw Bad("A parameter after the question mark has no value"), $"parameter {Shown(name)}");
        if (name is "host" or "port" or "user" or "password" or "dbname")
        {
            parts[name] = decoded;
        }
        else if (!DatabaseUrlParameters.IsKnown(name))
        {
            throw Bad($"It has the parameter {Shown(name)}, which is not known here (known: {string.Join(", ", DatabaseUrlParameters.Names)})");
        }
        else if (!DatabaseUrlParameters.Apply(new NpgsqlConnectionStringBuilder(), name, decoded))
        {
            throw Bad($"Its parameter {name} has a value that PostgreSQL does not know");
        }
        else
        {
            parameters[name] = decoded;
        }
    }

    // An unencoded & or ? inside a password ends up where a parameter name is expected: show only what looks like a name.
    private static string Shown(string name) => name.Length < 40 && name.All(c => char.IsAsciiLetterLower(c) || c == '_') ? $"`{name}`" : "with a strange name";

    private int PortOf(string written) =>
        int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw Bad("Its port is not a number from 1 to 65535; a `:`, `@` or `/` inside a password must be percent-encoded");

    private string Decoded(string encoded, string part)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(encoded, i, char.IsSurrogatePair(encoded, i) ? 2 : 1));
                if (char.IsSurrogatePair(encoded, i)) i++;
                continue;
            }

            var isByte = byte.TryParse(encoded.AsSpan(i + 1, Math.Min(2, encoded.Length - i - 1)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
            if (!isByte || i + 2 >= encoded.Length || value == 0) throw Bad($"Its {part} has a percent sign that is not followed by two hexadecimal digits (a literal one is written %25)");
            bytes.Add(value);
            i += 2;
        }

        try
        {
            return StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Bad($"Its {part} is not UTF-8 once decoded");
        }
    }

    private static string UsualHost(int port) =>
        SocketDirectories.FirstOrDefault(directory => Path.Exists($"{directory}/.s.PGSQL.{port}")) ?? "localhost";

    private static (string Before, string? After) Cut(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    private ToolException Bad(string reason) => PostgresErrors.BadUrl.Error(
        $"The database URL of {source} cannot be understood.",
        $"{reason}.",
        "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE; percent-encode special characters (@ is %40, : is %3A, / is %2F, % is %25).");
}
