using System.Globalization;
using System.Text;
using Foundation.Errors;

namespace Confiture.Postgres;

/// <summary>
/// Reads one database URL, or a string of keywords and values. Mistakes are described without repeating the text, for it may hold a password.
/// </summary>
/// <param name="text">What is written.</param>
/// <param name="source">Where, for messages.</param>
/// <param name="variables">Looks an environment variable up.</param>
internal sealed class DatabaseUrlParser(string text, string source, Func<string, string?> variables)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ConnectionSettings settings = new(source, variables);

    /// <summary>Reads it.</summary>
    /// <param name="root">The directory that relative names of files count from; null for the present one.</param>
    internal DatabaseUrl Parse(string? root)
    {
        if (ConnectionText.IsKeywords(text)) ReadKeywords();
        else ReadUrl(WithoutScheme());
        return settings.Complete(root);
    }

    private void ReadKeywords()
    {
        try
        {
            foreach (var (name, value) in ConnectionText.Read(text)) settings.Add(name, value);
        }
        catch (FormatException e)
        {
            throw Bad(e.Message);
        }
    }

    private void ReadUrl(string rest)
    {
        var (beforeQuery, query) = Cut(rest, rest.IndexOf('?', StringComparison.Ordinal));
        var (authority, path) = Cut(beforeQuery, beforeQuery.IndexOf('/', StringComparison.Ordinal));
        // Otherwise what follows a bare / or ? in a password would become the name of a host or a database and be printed.
        // With nothing before the path, an @ in the query can be no password's: postgresql:///shop?user=ann@example is what PostgreSQL's tools take too.
        var inPath = path?.Contains('@', StringComparison.Ordinal) == true;
        var inQuery = query?.Contains('@', StringComparison.Ordinal) == true;
        if (inPath || (inQuery && authority.Length > 0))
        {
            throw Bad("It has an @ after the first / or ?; percent-encode /, ? and @ inside a password");
        }

        ReadAuthority(authority);
        if (path is { Length: > 0 }) settings.Add("dbname", Decoded(path, "database name"));
        // As in PostgreSQL's own tools, the query takes precedence.
        foreach (var pair in (query ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries)) ReadParameter(pair);
    }

    private string WithoutScheme()
    {
        foreach (var scheme in (string[])["postgresql://", "postgres://"])
        {
            if (text.StartsWith(scheme, StringComparison.Ordinal)) return text[scheme.Length..];
        }

        throw Bad(text.Length == 0
            ? "It is empty"
            : "It does not begin with postgresql:// or postgres://, and it is not a list such as host=localhost dbname=shop");
    }

    private void ReadAuthority(string authority)
    {
        // The last @ divides: an unencoded @ inside a password is a frequent slip that PostgreSQL's tools misread as a host.
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], authority.IndexOf(':', 0, at));
            if (user.Length > 0) settings.Add("user", Decoded(user, "user"));
            if (password is { Length: > 0 }) settings.Add("password", Decoded(password, "password"));
        }

        List<(string Host, string Port)> addresses = [.. authority[(at + 1)..].Split(',').Select(AddressOf)];
        if (addresses.Exists(a => a.Host.Length > 0)) settings.Add("host", string.Join(',', addresses.Select(a => a.Host)));
        if (addresses.Exists(a => a.Port.Length > 0)) settings.Add("port", string.Join(',', addresses.Select(a => a.Port)));
    }

    private (string Host, string Port) AddressOf(string address)
    {
        var bracket = address.StartsWith('[') ? address.IndexOf(']', StringComparison.Ordinal) : 0;
        if (bracket < 0) throw Bad("The bracket of its IPv6 address is not closed");
        if (address.Length > 0 && bracket == 0 && address.Count(':') > 1) throw Bad("An IPv6 address needs brackets: [::1]");
        var host = bracket > 0 ? address[1..bracket] : Cut(address, address.IndexOf(':', StringComparison.Ordinal)).Before;
        var after = bracket > 0 ? address[(bracket + 1)..] : address[host.Length..];
        if (after.Length > 0 && after[0] != ':') throw Bad("After the closing bracket of its IPv6 address only a port may follow");
        return (Decoded(host, "host"), after.Length > 1 ? after[1..] : string.Empty);
    }

    private void ReadParameter(string pair)
    {
        var (name, value) = Cut(pair, pair.IndexOf('=', StringComparison.Ordinal));
        var decoded = Decoded(value ?? throw Bad("A parameter after the question mark has no value"), "parameter");
        settings.Add(Decoded(name, "parameter name"), decoded);
    }

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

            var isByte = byte.TryParse(encoded.AsSpan(i + 1, Math.Min(2, encoded.Length - i - 1)), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var value);
            if (!isByte || i + 2 >= encoded.Length || value == 0)
            {
                throw Bad($"Its {part} has a percent sign without two hexadecimal digits after it (write "
                    + "%25 for a literal one)");
            }

            bytes.Add(value);
            i += 2;
        }

        try
        {
            return StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Bad($"Its {part} is not valid UTF-8 after decoding");
        }
    }

    private static (string Before, string? After) Cut(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    private ToolException Bad(string reason) => settings.Bad(reason);
}
