using System.Text.RegularExpressions;

namespace Confiture.Sql;

/// <summary>A setting of a database or a role as the catalogs hold it: <c>name=value</c>.</summary>
public static partial class SettingItem
{
    /// <summary>The setting's name.</summary>
    /// <param name="item">As the catalogs hold it.</param>
    public static string NameOf(string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item[..item.IndexOf('=', StringComparison.Ordinal)];
    }

    /// <summary>The action of ALTER DATABASE or ALTER ROLE that sets it.</summary>
    /// <param name="item">As the catalogs hold it.</param>
    public static string Assignment(string item) => $"SET {NameOf(item)} TO {ValueOf(item)}";

    private static string ValueOf(string item)
    {
        var value = item[(NameOf(item).Length + 1)..];
        // These are lists of names, quoted as such; each is a value of its own.
        return NameOf(item) is "search_path" or "session_preload_libraries" or "local_preload_libraries" or "temp_tablespaces" or "unix_socket_directories"
                && value.Length > 0
            ? string.Join(", ", Names().Matches(value)
                .Select(name => SqlLiteral.Quote(name.Value.StartsWith('"') ? name.Value[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name.Value)))
            : SqlLiteral.Quote(value);
    }

    [GeneratedRegex("""("([^"]|"")*"|[^,\s]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
